import { quorumNow } from "~/rules/meeting/quorum";
import type { MeetingState } from "~/rules/meeting/state";
import { quorumSentence } from "~/words/sentences";
import { clock } from "~/words/time";
import { zh } from "~/words/zh";
import { Fold } from "./page";
import { Sentence } from "./phrase";

/** 实到18，须14 with a filled pill 达到 or a hollow one 不足. */
export function Lamp({ view }: { view: MeetingState }) {
  const quorum = quorumNow(view);
  if (!quorum || view.stage === "closed") return null;
  return <span className="lamp" data-state={quorum.met ? "met" : "short"}><span><span className="only-wide">{zh.lamp.expected(quorum.expected)}</span>{zh.lamp.figures(quorum.present, quorum.needed)}</span> <b>{quorum.met ? zh.lamp.met : zh.lamp.short}</b></span>;
}

export function QuorumSentence({ view }: { view: MeetingState }) {
  const quorum = quorumNow(view);
  return quorum && view.stage !== "closed" && <p><Sentence text={`${quorumSentence(quorum, view.stage === "in-session")}。`} /></p>;
}

/** Who is here, in figures; absent are the members who never came and are not excused. */
export function Attendance({ view }: { view: MeetingState }) {
  const { counts } = zh.meeting;
  const { expected, here, came, excused } = view;
  const rows: [string, number][] = [
    [counts.expected, expected.members], [counts.present, here.member], [counts.excused, excused], [counts.absent, Math.max(0, expected.members - came - excused)],
    [counts.left, came - here.member], [counts.attendees, here.attendee], [counts.residents, here.resident],
  ];
  return (
    <dl className="counts my-4">
      {rows.map(([name, figure]) => <div key={name}><dt className="meta">{name}</dt><dd className="text-lead font-semibold nb">{zh.meeting.people(figure)}</dd></div>)}
    </dl>
  );
}

const width = 320;
const height = 72;

type Drawn = { view: MeetingState; now: number };

/** The members present over time, as steps with the required number as a line. */
function PresenceLine({ view, now }: Drawn) {
  const quorum = quorumNow(view);
  if (view.timeline.length === 0) return null;
  const start = view.timeline[0]![0];
  const end = Math.max(view.closedAt ?? now, start + 60_000);
  const most = Math.max(view.expected.members, 1);
  const x = (at: number) => Math.round(((Math.min(at, end) - start) / (end - start)) * width);
  const y = (count: number) => Math.round(height - (count / most) * height);
  const path = view.timeline.reduce((line, [at, count]) => `${line}H${x(at)}V${y(count)}`, `M0 ${height}`);
  return (
    <svg viewBox={`0 -4 ${width} ${height + 8}`} className="w-full h-auto" role="img" aria-label={zh.meeting.timeline}>
      {quorum && <line x1="0" x2={width} y1={y(quorum.needed)} y2={y(quorum.needed)} stroke="var(--color-ink-2)" strokeDasharray="4 4" />}
      <path d={`${path}H${width}`} fill="none" stroke="var(--color-ink)" strokeWidth="2" />
    </svg>
  );
}

/** The line of presence with its figures as a table. */
export function Timeline({ view, zone, now }: Drawn & { zone: string }) {
  const quorum = quorumNow(view);
  if (view.timeline.length === 0) return <Empty />;
  return (
    <Fold title={<h2>{zh.meeting.timeline}</h2>}>
      <figure>
        <PresenceLine view={view} now={now} />
        <figcaption className="meta">{quorum && zh.meeting.timelineLine(quorum.needed)}</figcaption>
        <ol className="rows">{[...view.timeline].reverse().slice(0, 60).map(([at, count], i) => <li key={i} className="py-1">{zh.meeting.timelineRow(clock(at, zone), count)}</li>)}</ol>
      </figure>
    </Fold>
  );
}

const Empty = () => <Fold title={<h2>{zh.meeting.timeline}</h2>}><p className="empty">{zh.meeting.noTimeline}</p></Fold>;
