import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { latestRound } from "~/rules/meeting/state";
import { ConfirmLine, NotReceived, QuestionHead, Received, Turnout } from "~/ui/ballot";
import { ChoiceRows, useTicked } from "~/ui/choice";
import { Banner, Page } from "~/ui/page";
import { lineOf } from "~/ui/phrase";
import { BackToWork, workPage } from "~/ui/work-way";
import { act } from "~/wire/commands.server";
import { afterWords, moverWords, outcomeComes, placeWords, stageWords } from "~/words/rounds";
import { whyNoVote } from "~/words/who";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { fieldsOf, findMeeting } from "../find.server";
import { newFormKey } from "../form-key.server";

export const meta: MetaFunction = () => [{ title: zhPages.ballot.title }];

/** The ballot by itself: small, rendered for one person, and complete without script. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const [scene, mine] = await Promise.all([meeting.scene("hall"), meeting.mine()]);
  const { view, texts, names } = scene!;
  const round = latestRound(view);
  const person = mine.as === "person" ? mine : null;
  const base = { title: meeting.card.title, slug: community.card.slug, id: meeting.card.id, zone: community.card.timeZone, person: person && { name: person.name, ballot: person.ballot }, work: workPage(view, person) };
  if (!round || round.stage === "frozen" || round.stage === "announced" || !round.electorate) return { ...base, round: null };
  return {
    ...base,
    round: {
      id: round.id, item: round.item, hands: round.hands !== null, open: round.stage === "open", stage: round.stage, rule: round.rule, electorate: round.electorate,
      text: lineOf(texts[round.text.id]), mover: moverWords(view, round, names), place: placeWords(view, round.item),
      mayVote: person !== null && (round.roll?.includes(person.person) ?? false), whyNot: whyNoVote(view, person, meeting.card.body),
      cast: round.participants ?? await meeting.turnout(round.id), key: newFormKey(),
    },
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { meeting } = await findMeeting(context, params);
  const { key, round, choice } = await fieldsOf(request);
  const parsed = act.safeParse({ key, command: { type: "ballot.cast", round, choice } });
  if (!parsed.success) return json({ ok: false as const, kind: "malformed" as const }, { status: 400 });
  const answer = await meeting.act(parsed.data);
  if (answer.ok) return redirect(new URL(request.url).pathname, 303);
  return json(answer, { status: answer.kind === "refused" ? 422 : 400 });
}

export default function Ballot() {
  const { title, slug, id, zone, person, round, work } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const chosen = useTicked();
  const at = { community: slug, meeting: id };
  const back = href("meeting", at);
  const toMeeting = <div className="btns">{work && <BackToWork page={work} at={at} />}<a className="btn w-full" href={back}>{zhPages.ballot.toMeeting}</a></div>;
  if (!round) return <Page title={title} back={back} bar={toMeeting}><h1 className="my-4">{zhPages.ballot.notOpen}</h1><p>{zhPages.ballot.notOpenHint}</p></Page>;
  const received = person?.ballot?.round === round.id ? person.ballot : null;
  const asks = round.open && round.mayVote && !received;
  const eyebrow = <><strong>{stageWords(round)}</strong><span>{round.place}</span></>;
  return (
    <form method="post">
      <Page fill title={title} back={back} bar={asks ? <><ConfirmLine chosen={chosen} /><button className="btn primary">{zh.ballot.confirm}</button></> : toMeeting}>
        {received ? <Received ballot={received} matter={round.text} zone={zone} />
          : <QuestionHead text={round.text} rule={round.rule} electorate={round.electorate} eyebrow={eyebrow} mover={round.mover} fullText={href("item", { ...at, item: round.item })} />}
        {answer && !answer.ok && <div className="mb-4"><NotReceived answer={answer} zone={zone} /></div>}
        {asks && <><input type="hidden" name="key" value={round.key} /><input type="hidden" name="round" value={round.id} /><div className="mt-auto"><p className="meta mb-2">{zhPages.ballot.as(person!.name)}</p><ChoiceRows /></div></>}
        {!asks && !received && round.open && <Banner calm>{round.whyNot}</Banner>}
        {!asks && <>{!(round.hands && round.open) && <Turnout cast={round.cast} roll={round.electorate.present} />}<p className="meta">{round.open ? zh.ballot.putDown : received ? outcomeComes(round) : afterWords(round)}</p></>}
      </Page>
    </form>
  );
}
