import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useMeeting } from "~/live/useMeeting";
import { href } from "~/paths";
import type { Mine } from "~/wire/protocol";
import { BigScreen } from "~/ui/big-screen";
import { missing } from "../find.server";
import { zhOffice } from "~/words/zh-office";

export const meta: MetaFunction = () => [{ title: zhOffice.chair.screens }, { name: "robots", content: "noindex" }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const screen = await context.screen(params.token ?? "");
  if (!screen) throw missing();
  const { community, card, shown, wifi } = screen;
  return { community, card, shown, wifi, scene: await screen.scene(), now: context.now(), token: params.token!, origin: context.origin, host: new URL(context.origin).host };
}

export default function ScreenRoute() {
  const { community, card, shown, wifi, scene, now, token, origin, host } = useLoaderData<typeof loader>();
  const mine: Mine = { as: "screen", shown, wifi };
  const meeting = useMeeting({ community: community.id, meeting: card.id, desk: "screen", screen: token, scene, mine, cast: null, now });
  const { shown: current = null, wifi: network = null } = meeting.mine?.as === "screen" ? meeting.mine : {};
  const link = origin + (current ? href("codeSeen", { code: card.code, presence: current.scan }) : href("code", { code: card.code }));
  return <BigScreen meeting={meeting} community={community} card={card} code={current?.digits ?? null} wifi={network} host={host} link={link} />;
}
