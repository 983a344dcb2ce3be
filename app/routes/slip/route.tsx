import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { Field } from "~/ui/field";
import { Banner, Fold, Page, Seal } from "~/ui/page";
import { Phrase } from "~/ui/phrase";
import { home, polite } from "~/words/names";
import { wordEnd } from "~/words/phrase";
import { refusalWords } from "~/words/refusals";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { fieldsOf, go } from "../find.server";

export const meta: MetaFunction = () => [{ title: zhPages.slip.enter }, { name: "robots", content: "noindex" }];

/** Looking never uses the slip up: chat apps and scanners open links by themselves. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const slip = await context.slip(params.token ?? "");
  if (!slip) return json(null, { status: 404 });
  const { community, person, mine, taken, meeting } = slip;
  return json({ community: community.name, who: [polite(person), home(person)].filter(Boolean), mine, taken, meeting: meeting && { title: meeting.card.title, here: meeting.here, present: meeting.present } });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const slip = await context.slip(params.token ?? "");
  if (!slip) return json({ why: zhPages.slip.gone }, { status: 404 });
  const fields = await fieldsOf(request);
  const digits = (fields.presence ?? "").normalize("NFKC").replace(/\D/g, "").slice(0, 8);
  const asks = slip.meeting && !slip.meeting.here && !slip.meeting.present;
  if (asks && digits === "" && !fields.later) return json({ why: refusalWords({ code: "not-proven", facts: {} }, slip.community.timeZone) }, { status: 422 });
  const answer = await slip.enter(digits);
  if (answer === null) return json({ why: zhPages.slip.gone }, { status: 404 });
  if (answer === "wrong-code") return json({ why: refusalWords({ code: "wrong-code", facts: {} }, slip.community.timeZone) }, { status: 422 });
  return "to" in answer ? go(answer) : json({ why: zhPages.errors.wait(answer.wait) }, { status: 429 });
}

export default function Slip() {
  const slip = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!slip) return <Page title={zh.product} back={href("home")}><h1 className="my-4">{zhPages.slip.gone}</h1><p>{zhPages.slip.goneHint}</p><p className="mt-6"><a className="btn" href={href("slipCode")}>{zhPages.slip.typed}</a></p></Page>;
  const { meeting } = slip;
  const asks = meeting && !meeting.here && !meeting.present;
  return (
    <form method="post">
      <Page title={<span className="flex items-center gap-2"><Seal />{zhPages.community.hall(slip.community)}</span>}
        bar={<><button className="btn primary">{meeting && !meeting.present ? zhPages.slip.enterAndArrive : zhPages.slip.enter}</button>{asks && <button className="btn quiet w-full mt-1" name="later" value="on">{zhPages.slip.later}</button>}</>}>
        <h1 className="mt-8 mb-4 text-figure"><Phrase text={[...slip.who.map((one) => `${one}，`), zhPages.slip.ask].join(wordEnd)} /></h1>
        {slip.mine && <Banner calm>{zhPages.slip.mine}</Banner>}
        {slip.taken && !slip.mine && <Banner>{zhPages.slip.moved}</Banner>}
        <p className="my-4">{zhPages.slip.hint}</p>
        {meeting && <p className="mb-4"><strong>{zhPages.slip.meeting(meeting.title)}</strong></p>}
        {meeting && !meeting.present && (meeting.here ? <p>{zhPages.arrive.seen}</p>
          : <Field label={zhPages.arrive.field} name="presence" inputMode="numeric" autoComplete="off" pattern="[0-9０-９ ]*" maxLength={8} placeholder={zhPages.arrive.example} why={answer?.why} hint={zhPages.arrive.hint} />)}
        {answer && !asks && <Banner>{answer.why}</Banner>}
        <Fold className="mt-6" title={zhPages.slip.notMine}><p>{zhPages.slip.notMineHint}</p></Fold>
      </Page>
    </form>
  );
}
