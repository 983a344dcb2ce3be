import { useState } from "react";
import { useOpinions, type Opinions } from "~/live/useOpinions";
import type { Said } from "~/live/act-once";
import { href } from "~/paths";
import type { Item } from "~/rules/meeting/state";
import type { CommentRow, Mine } from "~/wire/protocol";
import { officeOf } from "~/words/who";
import { zh } from "~/words/zh";
import { zhTalk } from "~/words/zh-talk";
import type { TalkProps } from "./hall-discussion";
import { Write } from "./hall-write";
import type { Doing } from "./plain-act";
import { Opinion, Unshown, Words } from "./talk-opinion";
import { useDoing } from "./use-doing";

type Props = TalkProps & { item: Item };
type Person = Extract<Mine, { as: "person" }>;

/** Everybody's opinions on the item, newest first. What comes in waits above the list until it is asked for; one's own is there at once. */
export function HallOpinions(props: Props) {
  const { meeting: { mine, talk, view }, item, at, zone } = props;
  const person = mine?.as === "person" ? mine : null;
  const opinions = useOpinions(talk[item.id]);
  const [writing, setWriting] = useState(false);
  const [asked, ask] = useState(0);
  const [parent, answerTo] = useState<CommentRow | null>(null);
  const { doing, marked } = useMarks(useDoing(props), person);
  const replyTo = (row: CommentRow) => `${href("comments", { ...at, item: item.id })}?reply=${row.id}`;
  const office = person && officeOf(view, person);
  const writer = person && office !== "chair" && office !== "supervisor" ? person : null;
  const write = (to: CommentRow | null) => { answerTo(to); setWriting(true); ask(asked + 1); };
  const gone = new Set(view.comments.hidden.map(({ comment }) => comment));
  const reader = { zone, person: writer?.person ?? null, doing, replyTo, onReply: write };
  return (
    <section className="opinions mt-4" aria-label={zh.talk.opinions}>
      <header>
        <h2>{zh.talk.opinions} <small className="meta">{zh.talk.count(talk[item.id]?.total ?? 0)}</small></h2>
        <WriteLink to={href("comments", { ...at, item: item.id })} onWrite={writer ? () => write(null) : null} />
      </header>
      <p className="meta mb-2">{view.comments.moderated ? <strong>{zhTalk.opinion.moderated}</strong> : zhTalk.opinion.open}</p>
      {writer && <Write {...props} person={writer.person} parent={parent} open={writing} asked={asked} onClose={() => setWriting(false)} onPosted={(row) => { if (!row.held) opinions.add(row); }} onResume={() => setWriting(true)} />}
      <Newest opinions={opinions} />
      {opinions.rows.length > 0 && <ul className="rows mt-2" data-opinions>{opinions.rows.map((row) => <Opinion key={row.id} row={marked(row)} reader={reader} agrees={marked(row).agrees} gone={gone.has(row.id)} />)}</ul>}
      <Older opinions={opinions} to={href("comments", { ...at, item: item.id })} />
      {person && <Unshown rows={(person.unshown ?? []).filter((row) => row.item === item.id)} zone={zone} />}
    </section>
  );
}

const WriteLink = ({ to, onWrite }: { to: string; onWrite: (() => void) | null }) => <a className="btn quiet -mx-2" href={to} onClick={(event) => { if (onWrite) { event.preventDefault(); onWrite(); } }}>{zh.talk.write}</a>;

/** A line that is always there: that nobody has written yet, or the newest words as they come, and the way to take them into the list. */
function Newest({ opinions: { rows, fresh, newest, take } }: { opinions: Opinions }) {
  if (fresh === 0) return <p className="newest meta">{rows.length === 0 ? zhTalk.opinion.empty : zhTalk.opinion.newestHere}</p>;
  return <button type="button" className="newest" onClick={take}><span className="one-line meta" aria-hidden>{newest ? <>{newest.name}：<Words row={newest} /></> : "\u00a0"}</span><b>{zhTalk.opinion.more(fresh)}</b></button>;
}

function Older({ opinions: { rows, older }, to }: { opinions: Opinions; to: string }) {
  const last = rows[rows.length - 1];
  return last && older ? <p><a className="inline-flex items-center min-h-tap" href={`${to}?before=${last.number}`}>{zhTalk.opinion.older}</a></p> : null;
}

type Mark = { readonly on: boolean; readonly base: number };
const settled = 800;

/** 我也这么想 counts at the tap; the server's figure takes its place when it comes. */
function useMarks(doing: Doing, person: Person | null) {
  const [marks, set] = useState<Readonly<Record<string, Mark>>>({});
  const drop = (id: string) => set(({ [id]: _, ...rest }) => rest);
  const agrees = (id: string) => marks[id]?.on ?? person?.agreed?.includes(id) ?? false;
  const rowsNow = new Map<string, number>();
  const marked = (row: CommentRow) => {
    rowsNow.set(row.id, row.agreed);
    const mark = marks[row.id];
    return { ...row, agrees: agrees(row.id), agreed: mark?.base === row.agreed ? Math.max(0, row.agreed + (mark.on ? 1 : -1)) : row.agreed };
  };
  async function send(command: Parameters<NonNullable<Doing["send"]>>[0]): Promise<Said> {
    if (command.type !== "comment.agree") return doing.send!(command);
    const { comment, on } = command;
    set((all) => ({ ...all, [comment]: { on, base: rowsNow.get(comment) ?? 0 } }));
    const answer = await doing.send!(command);
    if (answer.ok) setTimeout(() => drop(comment), settled);
    else drop(comment);
    return answer;
  }
  return { doing: { ...doing, send }, marked };
}
