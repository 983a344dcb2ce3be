import { quorumNow } from "~/rules/meeting/meeting";
import type { MeetingState } from "~/rules/meeting/state";
import { quorumSentence } from "~/words/sentences";
import { clock } from "~/words/time";
import { zh } from "~/words/zh";

/** 实到18，须14 with a filled pill 达到 or a hollow one 不足. */
export function Lamp({ view }: { view: MeetingState }) {
  const quorum = quorumNow(view);
  if (!quorum) return null;
  return <span className="lamp" data-state={quorum.met ? "met" : "short"} role="status">实到{quorum.present}，须{quorum.needed} <b>{quorum.met ? "达到" : "不足"}</b></span>;
}

export function QuorumSentence({ view }: { view: MeetingState }) {
  const quorum = quorumNow(view);
  return quorum && <p role="status">{quorumSentence(quorum)}。</p>;
}

/** Who is here, in figures; absent are the members neither here nor excused. */
export function Attendance({ view, online }: { view: MeetingState; online: number | null }) {
  const { counts } = zh.meeting;
  const absent = view.expected.members - view.here.member - view.excused;
  const rows: [string, number][] = [
    [counts.expected, view.expected.members], [counts.present, view.here.member], [counts.excused, view.excused], [counts.absent, Math.max(0, absent)],
    [counts.attendees, view.here.attendee], [counts.residents, view.here.resident],
  ];
  return (
    <dl className="grid grid-cols-3 gap-x-4 gap-y-2 my-4">
      {rows.map(([name, figure]) => <div key={name}><dt className="meta">{name}</dt><dd className="text-lead font-semibold">{zh.meeting.people(figure)}</dd></div>)}
      <div className="col-span-3"><dt className="sr-only">{counts.attendees}</dt><dd className="meta">{online === null ? "\u00a0" : zh.meeting.online(online)}</dd></div>
    </dl>
  );
}

const width = 320;
const height = 72;

/** The members present over time, as steps with the required number as a line, and the same figures as a table. */
export function Timeline({ view, zone, now }: { view: MeetingState; zone: string; now: number }) {
  const quorum = quorumNow(view);
  if (view.timeline.length === 0) return <Empty />;
  const start = view.timeline[0]![0];
  const end = Math.max(view.closedAt ?? now, start + 60_000);
  const most = Math.max(view.expected.members, 1);
  const x = (at: number) => Math.round(((Math.min(at, end) - start) / (end - start)) * width);
  const y = (count: number) => Math.round(height - (count / most) * height);
  const path = view.timeline.reduce((line, [at, count]) => `${line}H${x(at)}V${y(count)}`, `M0 ${height}`);
  return (
    <details>
      <summary><h2>{zh.meeting.timeline}</h2></summary>
      <figure>
        <svg viewBox={`0 -4 ${width} ${height + 8}`} className="w-full h-auto" role="img" aria-label={zh.meeting.timeline}>
          {quorum && <line x1="0" x2={width} y1={y(quorum.needed)} y2={y(quorum.needed)} stroke="var(--color-ink-2)" strokeDasharray="4 4" />}
          <path d={`${path}H${width}`} fill="none" stroke="var(--color-ink)" strokeWidth="2" />
        </svg>
        <figcaption className="meta">{quorum ? `虚线是须到的${quorum.needed}人。` : ""}</figcaption>
        <ol className="rows">{[...view.timeline].reverse().slice(0, 60).map(([at, count], i) => <li key={i} className="py-1">{zh.meeting.timelineRow(clock(at, zone), count)}</li>)}</ol>
      </figure>
    </details>
  );
}

const Empty = () => <details><summary><h2>{zh.meeting.timeline}</h2></summary><p className="empty">{zh.meeting.noTimeline}</p></details>;
