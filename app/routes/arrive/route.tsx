import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { isEntitled } from "~/rules/meeting/rights";
import { conductNow } from "~/rules/meeting/state";
import { Field } from "~/ui/field";
import { Page } from "~/ui/page";
import { refusalWords } from "~/words/refusals";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { key } from "~/wire/commands.server";
import { fieldsOf, findMeeting } from "../find.server";
import { newFormKey } from "../form-key.server";

export const meta: MetaFunction = () => [{ title: zhPages.arrive.title }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const [mine, scene] = await Promise.all([meeting.mine(), meeting.scene("hall")]);
  const me = mine.as === "person" && isEntitled("attendance.arrive", mine.roles, true) ? { name: mine.name, here: mine.here } : null;
  // Where the rules count those who take part from elsewhere, a member may join without the code of the hall.
  const remote = mine.as === "person" && mine.roles.includes("member") && !mine.here && conductNow(scene!.view).remote;
  return { card: meeting.card, remote, slug: community.card.slug, me, seen: meeting.seesScreen(), key: newFormKey() };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const { leave, join, presence = "", key: sent } = await fieldsOf(request);
  const mine = await meeting.mine();
  if (mine.as !== "person") throw redirect(href("slipCode"));
  const named = key.safeParse(sent);
  if (!named.success) throw new Response(null, { status: 400 });
  const digits = presence.normalize("NFKC").replace(/\D/g, "").slice(0, 8);
  const own = { person: mine.person };
  const answer = join ? await meeting.act({ key: `${named.data}-j`, command: { type: "attendance.join", ...own } })
    : leave ? await meeting.act({ key: `${named.data}-l`, command: { type: "attendance.leave", ...own } }) : await meeting.arrive(named.data, digits);
  if ("wait" in answer) return json({ why: zhPages.errors.wait(answer.wait) }, { status: 429 });
  if (answer.ok || (answer.kind === "refused" && (answer.code === "already-here" || answer.code === "not-here"))) {
    return redirect(href("meeting", { community: community.card.slug, meeting: meeting.card.id }), 303);
  }
  return json({ why: answer.kind === "refused" ? refusalWords(answer, community.card.timeZone) : zh.errors.malformed }, { status: 422 });
}

export default function Arrive() {
  const { card, slug, me, seen, remote, key: formKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const back = href("meeting", { community: slug, meeting: card.id });
  if (!me) {
    return <Page title={card.title} back={back} bar={<a className="btn primary" href={href("slipCode")}>{zh.meeting.join}</a>}><h1 className="my-4">{zhPages.arrive.title}</h1><p>{zhPages.arrive.needSlip}</p></Page>;
  }
  return (
    <form method="post">
      <input type="hidden" name="key" value={formKey} />
      <Page title={card.title} back={back} bar={me.here ? <button className="btn primary" name="leave" value="on">{zhPages.arrive.leave}</button> : <button className="btn primary">{zhPages.arrive.button}</button>}>
        <h1 className="my-4">{me.here ? zhPages.arrive.leave : zhPages.arrive.title}</h1>
        <p className="mb-4">{zh.meeting.hello(me.name)}。{me.here ? zhPages.arrive.leaveHint : seen ? zhPages.arrive.seen : ""}</p>
        {!me.here && !seen && <Field label={zhPages.arrive.field} name="presence" inputMode="numeric" autoComplete="off" maxLength={8} placeholder={zhPages.arrive.example} why={answer?.why} hint={zhPages.arrive.hint} />}
        {remote && <section className="mt-8"><h2>{zhPages.arrive.elsewhere}</h2><p className="my-2">{zhPages.arrive.elsewhereHint}</p><button className="btn" name="join" value="on">{zhPages.arrive.join}</button></section>}
        {answer && (me.here || seen) && <p role="status"><strong>{answer.why}</strong></p>}
      </Page>
    </form>
  );
}
