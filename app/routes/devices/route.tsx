import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { Page } from "~/ui/page";
import { fullTime } from "~/words/time";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { fieldsOf, go, missing } from "../find.server";

export const meta: MetaFunction = () => [{ title: zhPages.signIn.devices }];

export async function loader({ context }: LoaderFunctionArgs) {
  const devices = await context.devices();
  if (!devices) throw redirect(href("signIn"));
  return { devices, zone: (await context.communities())[0]?.timeZone ?? "Asia/Shanghai" };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const step = await context.endDevice((await fieldsOf(request)).device ?? "");
  if (!step) throw missing();
  return go(step);
}

export default function Devices() {
  const { devices, zone } = useLoaderData<typeof loader>();
  return (
    <Page title={zh.product} back={href("home")}>
      <h1 className="mt-4">{zhPages.signIn.devices}</h1>
      <p className="meta mb-4">{zhPages.signIn.devicesHint}</p>
      <ul className="rows">
        {devices.map(({ id, device, since, here, by }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 py-2">
            <p className="flex-1"><strong>{device}</strong>{here && `（${zhPages.signIn.thisDevice}）`}<span className="meta block">{by === "slip" ? zhPages.signIn.bySlip : zhPages.signIn.byPassword}，{zhPages.signIn.since(fullTime(since, zone))}</span></p>
            <form method="post"><button className="btn slim" name="device" value={id}>{here ? zhPages.community.signOut : zhPages.signIn.end}</button></form>
          </li>
        ))}
      </ul>
    </Page>
  );
}
