import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useFreshOpinions } from "~/live/useFreshOpinions";
import { useStaff } from "~/live/useStaff";
import { href } from "~/paths";
import { AnswerBanner } from "~/ui/act-button";
import { Adjourned } from "~/ui/adjourned";
import { isDiscussed, Queue, SpeakerNow } from "~/ui/console-floor";
import { ItemHead } from "~/ui/console-path";
import { MinutesEntry } from "~/ui/minutes-way";
import { Moved } from "~/ui/moved";
import { OpinionsPart, OpinionsTitle } from "~/ui/opinions";
import { Connection, Fold, Page } from "~/ui/page";
import { NoteBox } from "~/ui/record-note";
import { ForOthers, MotionsFor } from "~/ui/record-others";
import { Speeches } from "~/ui/record-speeches";
import { StaffNav } from "~/ui/staff-nav";
import { zhChair } from "~/words/zh-chair";
import { opinionsFor } from "../opinions.server";
import { staffScene } from "../staff.server";

const { record: words } = zhChair;

export const meta: MetaFunction = () => [{ title: words.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { base, meeting } = await staffScene(args);
  const url = new URL(args.request.url);
  const search = (url.searchParams.get("q") ?? "").slice(0, 40);
  return { ...base, search, found: await meeting.staffTalk.findPeople(search), opinions: await opinionsFor(meeting, base.scene.view, url) };
}

export default function RecordRoute() {
  const data = useLoaderData<typeof loader>();
  const staff = useStaff(data);
  const { meeting, answer, at, zone } = staff;
  const { view } = meeting;
  useFreshOpinions(view.current, data.opinions);
  if (meeting.outdated) return <Moved why={meeting.outdated} />;
  const records = staff.does("speech.note");
  const begun = view.items.some(({ takenAt }) => takenAt !== null);
  return (
    <Page title={data.card.title} back={href("meeting", at)} wide end={<Connection state={meeting.link} />} nav={<StaffNav staff={staff} here="record" large={data.large} />}>
      <div className="record">
        <ItemHead staff={staff} body={data.card.body} />
        <AnswerBanner answer={answer} zone={zone} />
        <Adjourned staff={staff} />
        {view.stage === "closed" && <p><MinutesEntry staff={staff} /></p>}
        {!begun && <p className="empty">{words.idle}</p>}
        {begun && !records && <p className="meta">{words.byRecorder}</p>}
        {isDiscussed(view) && <SpeakerNow staff={staff} />}
        {begun && records && <NoteBox staff={staff} meeting={data.card.id} />}
        {begun && records && <ForOthers staff={staff} search={data.search} found={data.found ?? []} />}
        {records && <MotionsFor staff={staff} />}
        {isDiscussed(view) && <Queue staff={staff} />}
        {begun && <Speeches staff={staff} />}
        {view.stage === "in-session" && <Fold title={<OpinionsTitle staff={staff} loaded={data.opinions} />}><OpinionsPart staff={staff} loaded={data.opinions} /></Fold>}
        <p><a className="entry" href={href("desk", at)}>{words.register}</a></p>
      </div>
    </Page>
  );
}
