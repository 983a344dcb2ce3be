import type { Command } from "~/rules/meeting/commands";
import type { ReplyRow } from "~/wire/before";
import { limits } from "~/words/limits";
import { clock, day } from "~/words/time";
import { zhBefore } from "~/words/zh-before";
import { Hidden, type ActPlace } from "./act-button";
import { Field } from "./field";
import { Fold } from "./page";

type Props = { rows: readonly ReplyRow[]; place: ActPlace; mayAnswer: boolean };

/** One member a row; the recorder answers for whoever called or has no phone. */
export function ReplyRows({ rows, place, mayAnswer }: Props) {
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.person} className="py-1">
          {mayAnswer ? <Fold title={<Said row={row} zone={place.zone} />} more={zhBefore.replies.byPhone}><For row={row} place={place} /></Fold> : <Said row={row} zone={place.zone} />}
        </li>
      ))}
    </ul>
  );
}

function Said({ row: { name, coming, at, reason }, zone }: { row: ReplyRow; zone: string }) {
  const { replies, reply } = zhBefore;
  return (
    <div className="py-1">
      <strong>{name}</strong>
      {coming !== null && <p>{replies.row(coming ? reply.coming : reply.away, `${day(at, zone)} ${clock(at, zone)}`)}</p>}
      {reason && <p className="meta">{replies.reason(reason)}</p>}
    </div>
  );
}

function For({ row: { person, name, coming, reason }, place }: { row: ReplyRow; place: ActPlace }) {
  const { replies, reply } = zhBefore;
  return (
    <div className="grid gap-2 pb-2">
      {coming !== true && (
        <form method="post" action={place.url}>
          <Hidden command={{ type: "reply.give", person, coming: true, reason: "" }} place={place} />
          <button className="btn slim" aria-label={replies.act(name, reply.coming)}>{reply.coming}</button>
        </form>
      )}
      <form method="post" action={place.url} className="flex flex-wrap gap-2 items-end">
        <Hidden command={{ type: "reply.give", person, coming: false } as Command} place={place} />
        <div className="flex-1 min-w-[min(12rem,100%)]"><Field label={replies.reasonFor(name)} name="reason" maxLength={limits.reason} defaultValue={reason} /></div>
        <button className="btn slim" aria-label={replies.act(name, reply.away)}>{reply.away}</button>
      </form>
    </div>
  );
}
