import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { totalOf, useModeration, type OpinionPage } from "~/live/useModeration";
import type { Staff } from "~/live/useStaff";
import type { Command } from "~/rules/meeting/commands";
import type { Hidden as HiddenOne } from "~/rules/meeting/talk";
import type { CommentRow } from "~/wire/protocol";
import { limits } from "~/words/limits";
import { clock } from "~/words/time";
import { zh } from "~/words/zh";
import { zhChair } from "~/words/zh-chair";
import { ActButton } from "./act-button";
import { ActForm } from "./act-form";
import { Area } from "./field";
import { plainLine } from "./phrase";

const { opinions: words, console: shared } = zhChair;
type Part = { staff: Staff };

/** The heading with how many there are, as everybody in the hall reads it. */
export function OpinionsTitle({ staff: { meeting }, loaded }: Part & { loaded: OpinionPage }) {
  const total = totalOf(meeting, loaded);
  return <h2>{words.title}{total !== null && <small className="meta ml-2" role="status">{words.count(total)}</small>}</h2>;
}

/** What people say on the item, with what the chair and the recorder may do about it. */
export function OpinionsPart({ staff, loaded }: Part & { loaded: OpinionPage }) {
  const opinions = useModeration(staff.meeting, loaded);
  const { current, comments } = staff.meeting.view;
  if (!current) return <><p className="empty">{words.notNow}</p><Moderation staff={staff} /></>;
  return (
    <div>
      <Moderation staff={staff} />
      {opinions.known.size > 0 && <p className="min-h-tap" role="status">{opinions.fresh > 0 && <button type="button" className="btn quiet -ml-2" onClick={opinions.reveal}>{words.fresh(opinions.fresh)}</button>}</p>}
      {opinions.held.length > 0 && (
        <section className="py-2"><h3 className="mb-1">{words.held} <span className="meta">{words.count(opinions.held.length)}</span></h3>
          <ul className="rows">{opinions.held.map((row) => <li key={row.id} className="py-3"><Said row={row} staff={staff} /><Admit staff={staff} row={row} onDone={() => opinions.admit(row.id)} /></li>)}</ul></section>
      )}
      {opinions.shown.length === 0 && opinions.held.length === 0 && <p className="empty">{words.empty}</p>}
      <ul className="rows">{opinions.shown.map((row) => <Opinion key={row.id} staff={staff} row={row} isShown={comments.shown === row.id} />)}</ul>
      {loaded.more && opinions.oldest !== null && <Link className="entry" to={`?before=${opinions.oldest}`} preventScrollReset>{words.older}</Link>}
      <ul className="rows">{comments.hidden.map((one) => <Gone key={one.comment} staff={staff} one={one} row={opinions.known.get(one.comment)} />)}</ul>
    </div>
  );
}

function Act({ staff: { meeting, place, setAnswer }, command, label, children, onDone }: Part & { command: Command; label: string; children: ReactNode; onDone?: () => void }) {
  return (
    <ActButton meeting={meeting} place={place} command={command} className="btn quiet -ml-2" label={label} onAnswer={(answer) => {
      setAnswer(answer);
      if (answer.ok || (answer.kind === "refused" && answer.code === "not-held")) onDone?.();
    }}>{children}</ActButton>
  );
}

/** The words, and who said them when. */
function Said({ staff: { zone }, row }: Part & { row: CommentRow }) {
  return (
    <>
      <p>{row.tag && <span className="tag">{shared.tag[row.tag]}</span>}{row.text ?? zh.removedText}</p>
      <p className="meta">{row.name}{row.to && `　${words.to(row.to)}`}　{clock(row.at, zone)}{row.agreed > 0 && `　${words.agreed(row.agreed)}`}</p>
    </>
  );
}

const briefly = ({ name, text }: CommentRow) => `${name}，${[...(text ?? "")].slice(0, 20).join("")}`;

function Opinion({ staff, row, isShown }: Part & { row: CommentRow; isShown: boolean }) {
  const label = (word: string) => `${word}：${briefly(row)}`;
  return (
    <li className="py-3">
      <Said staff={staff} row={row} />
      {isShown && <p className="meta font-semibold">{words.onScreen}</p>}
      {staff.does("comment.hide") && <div className="opinion-deeds">
        {isShown ? <Act staff={staff} command={{ type: "comment.unshow" }} label={label(words.unshow)}>{words.unshow}</Act> : <Act staff={staff} command={{ type: "comment.show", comment: row.id }} label={label(words.show)}>{words.show}</Act>}
        <Hide staff={staff} row={row} />
      </div>}
    </li>
  );
}

/** Hiding needs a reason, which the author is told. */
function Hide({ staff, row }: Part & { row: CommentRow }) {
  return (
    <details className="deed">
      <summary className="btn quiet" aria-label={`${words.hide}：${briefly(row)}`}>{words.hide}</summary>
      <div><ActForm staff={staff} fixed={{ comment: row.id }} press={{ type: "comment.hide", word: words.hideDo }}><Area label={words.hideReason} name="reason" rows={2} maxLength={limits.reason} required /></ActForm></div>
    </details>
  );
}

function Admit({ staff, row, onDone }: Part & { row: CommentRow; onDone: () => void }) {
  if (!staff.does("comment.admit")) return null;
  return (
    <div className="opinion-deeds">
      <Act staff={staff} command={{ type: "comment.admit", comment: row.id }} label={`${words.admit}：${briefly(row)}`} onDone={onDone}>{words.admit}</Act>
      <Hide staff={staff} row={row} />
    </div>
  );
}

function Gone({ staff, one, row }: Part & { one: HiddenOne; row: CommentRow | undefined }) {
  const { meeting: { texts, names }, zone } = staff;
  const reason = one.reason ? plainLine(texts[one.reason.id]) : "";
  return (
    <li className="py-3 meta">
      {row && <p>{row.name}：{row.text ?? zh.removedText}</p>}
      <p>{words.hidden(reason)}</p>
      <p>{names[one.by] ?? ""}　{clock(one.at, zone)}</p>
      {staff.does("comment.restore") && <Act staff={staff} command={{ type: "comment.restore", comment: one.comment }} label={`${words.restore}：${row ? briefly(row) : reason}`}>{words.restore}</Act>}
    </li>
  );
}

/** 先看后显示: a switch that everybody is told of. */
function Moderation({ staff: { meeting, does, place, setAnswer } }: Part) {
  const { moderated } = meeting.view.comments;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4">
      <p className="meta">{moderated ? words.moderateOn : words.moderateOff}</p>
      {does("comments.moderate") && <ActButton meeting={meeting} place={place} command={{ type: "comments.moderate", on: !moderated }} className="btn quiet -mx-2" onAnswer={setAnswer}>{moderated ? words.stopModerate : words.moderate}</ActButton>}
    </div>
  );
}
