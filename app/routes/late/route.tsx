import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useStaff } from "~/live/useStaff";
import { href } from "~/paths";
import { lateKinds } from "~/rules/meeting/events";
import { isEntitled } from "~/rules/meeting/rights";
import { AnswerBanner } from "~/ui/act-button";
import { LateForm, LateList, type LateEntry } from "~/ui/late";
import { Moved } from "~/ui/moved";
import { Connection, Page } from "~/ui/page";
import { StaffNav } from "~/ui/staff-nav";
import { act } from "~/wire/commands.server";
import type { Answer } from "~/wire/protocol";
import { refusalWords } from "~/words/refusals";
import { fieldValue, fromField } from "~/words/date-fields";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { zhChair } from "~/words/zh-chair";
import { fieldsOf, findMeeting, needDoor } from "../find.server";
import { staffScene } from "../staff.server";

const { late: words } = zhChair;

export const meta: MetaFunction = () => [{ title: words.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { base, meeting } = await staffScene(args);
  const search = (new URL(args.request.url).searchParams.get("q") ?? "").slice(0, 40);
  return { ...base, search, found: await meeting.staffTalk.findPeople(search) ?? [] };
}

/** Enters an act late. What is wrong stands beside its field, and what was written stays. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const roles = await meeting.roles();
  needDoor(isEntitled("late.enter", roles, false) || null, context, request);
  const { key = "", person = "", kind = "", at = "", reason = "" } = await fieldsOf(request);
  const values = { person, kind, at, reason };
  const trueAt = fromField(at, community.card.timeZone);
  const why = {
    ...(!person && { person: zhPages.errors.filled }), ...(!(lateKinds as readonly string[]).includes(kind) && { kind: zhPages.errors.filled }),
    ...(trueAt === null && { at: words.badTime }), ...(!reason.trim() && { reason: zhPages.errors.filled }),
  };
  const asked = act.safeParse({ key, command: { type: "late.enter", kind, person, at: trueAt, reason } });
  if (Object.keys(why).length > 0 || !asked.success) return json<LateEntry>({ values, why: asked.success || Object.keys(why).length > 0 ? why : { form: zh.errors.malformed } }, { status: 422 });
  const answer = await meeting.act(asked.data);
  if (!answer.ok) return json<LateEntry>({ values, why: whyNot(answer, community.card.timeZone) }, { status: 422 });
  return redirect(new URL(request.url).pathname, 303);
}

function whyNot(answer: Extract<Answer, { ok: false }>, zone: string): LateEntry["why"] {
  if (answer.kind !== "refused") return { form: answer.kind === "fault" ? zh.errors.fault(answer.id) : zh.errors.malformed };
  const said = refusalWords(answer, zone);
  return answer.code === "late-time" ? { at: said } : answer.code === "unknown-person" ? { person: said } : { form: said };
}

export default function LateRoute() {
  const data = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const staff = useStaff(data);
  const { meeting, answer, at, zone } = staff;
  const { stage } = meeting.view;
  if (meeting.outdated) return <Moved why={meeting.outdated} />;
  const entry = answered ?? { values: { person: "", kind: "", at: fieldValue(data.now, zone), reason: "" }, why: {} };
  const early = stage === "none" || stage === "draft";
  return (
    <Page title={data.card.title} back={href("meeting", at)} wide end={<Connection state={meeting.link} />} nav={<StaffNav staff={staff} here="late" large={data.large} />}>
      <h1 className="sr-only">{words.title}</h1>
      <AnswerBanner answer={answer} zone={zone} />
      <p>{words.lead}</p>
      {early ? <p className="empty">{words.early}</p>
        : staff.does("late.enter") ? <LateForm staff={staff} entry={entry} search={data.search} found={data.found} formKey={data.key} />
          : <p className="meta">{words.mayNot}</p>}
      <LateList staff={staff} />
    </Page>
  );
}
