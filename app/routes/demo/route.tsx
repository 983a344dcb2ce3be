import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Page, Seal } from "~/ui/page";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { go, missing } from "../find.server";

export const meta: MetaFunction = () => [{ title: zh.product }, { name: "robots", content: "noindex" }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const demo = await context.demoLink(params.token ?? "");
  if (!demo) throw missing();
  return { name: demo.name, as: demo.as };
}

export async function action({ context, params }: ActionFunctionArgs) {
  const demo = await context.demoLink(params.token ?? "");
  if (!demo) throw missing();
  return go(await demo.enter());
}

export default function Demo() {
  const { name, as } = useLoaderData<typeof loader>();
  return (
    <form method="post">
      <Page title={zh.product} bar={<button className="btn primary">{zhPages.demo.enter(name)}</button>}>
        <h1 className="flex items-center gap-3 mt-8 mb-4"><Seal />{name}（{as}）</h1>
        <p>{zhPages.demo.lead}</p>
      </Page>
    </form>
  );
}
