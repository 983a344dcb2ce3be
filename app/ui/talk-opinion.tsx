import type { ReactNode } from "react";
import type { CommentRow } from "~/wire/protocol";
import { clock } from "~/words/time";
import { zh } from "~/words/zh";
import { zhTalk } from "~/words/zh-talk";
import { Act, type Doing } from "./plain-act";

/** person: who reads, where they may agree and answer. replyTo: the address of the form for an answer. */
export type Reader = { readonly zone: string; readonly person: string | null; readonly doing: Doing | null; readonly replyTo: (row: CommentRow) => string; readonly onReply?: (row: CommentRow) => void };
type Props = { row: CommentRow; reader: Reader; agrees: boolean; gone?: boolean };

/** Tag and words, then who and when. */
export function Opinion({ row, reader, agrees, gone = false }: Props) {
  return (
    <li className="opinion" data-comment={row.id}>
      <p className="words">{gone ? <span className="meta">{zhTalk.opinion.hidden}</span> : <Words row={row} />}</p>
      <div className="foot">
        <span className="meta"><span className="nb">{row.name}</span>　<time className="nb">{clock(row.at, reader.zone)}</time></span>
        {!gone && <span className="flex flex-wrap items-center">{reader.person && !row.parent && <Reply row={row} reader={reader} />}<Agree row={row} reader={reader} agrees={agrees} /></span>}
      </div>
    </li>
  );
}

export const Words = ({ row: { tag, to, text } }: { row: CommentRow }) => <>{tag && <span className="tag">{zhTalk.opinion.tag[tag]}</span>}{to && <span className="meta">{zhTalk.opinion.to(to)}</span>}{text ?? zh.removedText}</>;

const Reply = ({ row, reader: { replyTo, onReply } }: { row: CommentRow; reader: Reader }) => (
  <a className="btn quiet" href={replyTo(row)} onClick={(event) => { if (onReply) { event.preventDefault(); onReply(row); } }}>{zhTalk.opinion.reply}</a>
);

/** 我也这么想, given and taken back with the same button. */
function Agree({ row, reader: { person, doing }, agrees }: { row: CommentRow; reader: Reader; agrees: boolean }) {
  const words: ReactNode = <>{agrees ? zhTalk.opinion.agreed : zhTalk.opinion.agree}<span>{row.agreed}</span></>;
  if (!person || !doing) return <span className="btn quiet yes">{zhTalk.opinion.agree}<span>{row.agreed}</span></span>;
  return <Act doing={doing} command={{ type: "comment.agree", comment: row.id, on: !agrees }} className={agrees ? "btn quiet yes" : "btn quiet"} pressed={agrees}>{words}</Act>;
}

/** One's own words that others do not see, and why. */
export function Unshown({ rows, zone }: { rows: readonly CommentRow[]; zone: string }) {
  if (rows.length === 0) return null;
  return (
    <section className="mt-6">
      <h2>{zhTalk.opinion.unshown}</h2>
      <ul className="rows">
        {rows.map((row) => (
          <li key={row.id} className="opinion">
            <p className="words"><Words row={row} /></p>
            <p className="meta">{clock(row.at, zone)}　<strong>{row.hidden === undefined ? zhTalk.opinion.held : zhTalk.opinion.why(row.hidden)}</strong></p>
          </li>
        ))}
      </ul>
    </section>
  );
}
