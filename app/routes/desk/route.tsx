import { parseWithZod } from "@conform-to/zod/v4";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useStaff } from "~/live/useStaff";
import { href } from "~/paths";
import { latestRound, type MeetingState } from "~/rules/meeting/state";
import { AnswerBanner } from "~/ui/act-button";
import { Adjourned } from "~/ui/adjourned";
import { DeskBallots } from "~/ui/desk-ballots";
import { DeskPeople, DeskRegister, DeskSearch } from "~/ui/desk-people";
import { written } from "~/ui/field";
import { Moved } from "~/ui/moved";
import { Banner, Connection, Page } from "~/ui/page";
import { Lamp, QuorumSentence, Timeline } from "~/ui/quorum";
import { StaffNav } from "~/ui/staff-nav";
import type { PersonCard } from "~/wire/people";
import { registration } from "~/wire/forms.server";
import { home } from "~/words/names";
import { outcomeSentence } from "~/words/result";
import { verdictWords } from "~/words/sentences";
import { zh } from "~/words/zh";
import { zhOffice } from "~/words/zh-office";
import { backWith, findMeeting, formOf, needDoor } from "../find.server";
import { staffScene } from "../staff.server";

export const meta: MetaFunction = () => [{ title: zhOffice.desk.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { base, meeting } = await staffScene(args);
  const search = (new URL(args.request.url).searchParams.get("q") ?? "").slice(0, 40);
  const desk = await meeting.desk();
  const round = latestRound(base.scene.view);
  return { ...base, search, found: desk && search ? await desk.people(search) : [], registers: desk !== null, voted: round?.stage === "open" ? await meeting.voted(round.id) : [] };
}

/** Registers a resident who has no slip and is not in the list, and checks them in. Sent twice, it is one person and one check-in. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { meeting } = await findMeeting(context, params);
  const desk = needDoor(await meeting.desk(), context, request);
  const form = await formOf(request);
  const submission = parseWithZod(form, { schema: registration });
  if (submission.status !== "success") return json({ result: submission.reply(), namesakes: null }, { status: 422 });
  const { another, ...fields } = submission.value;
  const key = written(form, "key").slice(0, 40);
  const registered = await desk.register(fields, { key, anyway: another === fields.name });
  if (typeof registered !== "string") return json({ result: submission.reply({ fieldErrors: whyKnown(fields, registered) }), namesakes: { search: fields.name, found: registered } }, { status: 422 });
  // Somebody who is in the list now may still be refused at the door: the desk says so.
  return backWith(new URL(request.url).pathname, await meeting.act({ key: `${key}-${registered}`, command: { type: "attendance.arrive", person: registered } }));
}

function whyKnown({ name, building, room }: Pick<PersonCard, "name" | "building" | "room">, namesakes: readonly PersonCard[]): Record<string, string[]> {
  if (namesakes.some((one) => one.building === building && one.room === room)) return { name: [zhOffice.desk.sameHome] };
  return { another: [zhOffice.desk.known(name, namesakes.map(home).filter(Boolean).join("、"))] };
}

export default function DeskRoute() {
  const data = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const staff = useStaff(data);
  const { meeting, answer, at, zone } = staff;
  const { view } = meeting;
  const { search, found } = answered?.namesakes ?? data;
  if (meeting.outdated) return <Moved why={meeting.outdated} />;
  const open = view.stage === "check-in" || view.stage === "in-session";
  return (
    <Page title={<><span className="only-wide">{data.card.title}</span><span className="only-narrow">{zhOffice.toMeeting}</span></>} back={href("meeting", at)} wide end={<><Lamp view={view} /><Connection state={meeting.link} /></>} nav={<StaffNav staff={staff} here="desk" large={data.large} />}>
      <h1 className="sr-only">{zhOffice.desk.title}</h1>
      <AnswerBanner answer={answer} zone={zone} />
      <Adjourned staff={staff} />
      {answered && <Banner><a href="#register">{zhOffice.desk.notRegistered}</a></Banner>}
      <Announcement view={view} />
      {open ? <><QuorumSentence view={view} /><Timeline view={view} zone={zone} now={meeting.serverNow()} /></> : <p className="empty">{view.stage === "closed" ? zh.meeting.closed : zhOffice.desk.notOpen}</p>}
      <DeskBallots staff={staff} voted={data.voted} />
      {open && <DeskPeople staff={staff} />}
      {open && data.registers && <><DeskSearch staff={staff} search={search} found={found} /><DeskRegister result={answered?.result ?? null} formKey={data.key} /></>}
    </Page>
  );
}

/** The desk works on while a result is announced: it is told in one line. */
function Announcement({ view }: { view: MeetingState }) {
  const round = latestRound(view);
  if (!round?.result || !round.electorate) return null;
  const { count, outcome } = round.result;
  return <div className="mb-3"><Banner calm hint={outcomeSentence(round.rule, { tally: count.tally, outcome, electorate: round.electorate })}>{zh.meeting.announced}：{verdictWords(outcome)}</Banner></div>;
}
