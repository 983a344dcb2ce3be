import { Form } from "@remix-run/react";
import type { Staff } from "~/live/useStaff";
import { isHere } from "~/rules/meeting/attendance";
import { sides, tags } from "~/rules/meeting/events";
import { conductNow, itemById, queueOf, speaker } from "~/rules/meeting/state";
import type { PersonCard } from "~/wire/people";
import { limits } from "~/words/limits";
import { home } from "~/words/names";
import { zhPages } from "~/words/zh-pages";
import { zhChair } from "~/words/zh-chair";
import { ActButton } from "./act-button";
import { ActForm } from "./act-form";
import { isDiscussed } from "./console-floor";
import { Area, Field, Select } from "./field";
import { Fold } from "./page";
import { lineOf, Phrase, plainLine } from "./phrase";

const { record: words, console: shared } = zhChair;
type Part = { staff: Staff };

/** Whoever raises a hand in the hall, or has no phone: found by name or home, and done for them. */
export function ForOthers({ staff, search, found }: Part & { search: string; found: readonly PersonCard[] }) {
  return (
    <section>
      <h2 id="others">{words.hands}</h2>
      <p className="meta">{words.handsHint}</p>
      <Form method="get" preventScrollReset className="flex gap-2 items-end my-2"><div className="flex-1"><Field label={words.search} name="q" type="search" defaultValue={search} maxLength={40} /></div><button className="btn">{words.find}</button></Form>
      {search && found.length === 0 && <p className="empty">{words.none}</p>}
      <ul className="rows">{found.map((card) => <Person key={card.id} staff={staff} card={card} />)}</ul>
    </section>
  );
}

function Person({ staff, card }: Part & { card: PersonCard }) {
  const { meeting, place, setAnswer } = staff;
  const { view } = meeting;
  const speaks = speaker(view)?.person === card.id;
  const waits = !speaks && queueOf(view).some(({ person }) => person === card.id);
  const asks = isDiscussed(view) && isHere(view, card.id) && !speaks && !waits;
  return (
    <li className="py-3">
      <p><strong>{card.name}</strong><span className="meta ml-3">{home(card)}</span>{!isHere(view, card.id) && <span className="meta ml-3">{words.notHere}</span>}{(speaks || waits) && <span className="meta ml-3">{speaks ? words.speakingNow : words.queued}</span>}</p>
      {asks && <div className="flex flex-wrap gap-2 my-2">{sides.map((side) => <ActButton key={side} meeting={meeting} place={place} command={{ type: "speak.ask", person: card.id, side }} className="btn slim" label={`${card.name}：${words.ask[side]}`} onAnswer={setAnswer}>{words.ask[side]}</ActButton>)}</div>}
      {view.current && itemById(view, view.current)?.kind !== "procedure" && <CommentFor staff={staff} card={card} item={view.current} />}
    </li>
  );
}

function CommentFor({ staff, card, item }: Part & { card: PersonCard; item: string }) {
  return (
    <Fold title={words.comment}>
      <ActForm staff={staff} fixed={{ item, person: card.id, parent: null }} press={{ type: "comment.post", word: words.send, label: `${words.send}：${card.name}` }}>
        <Select label={words.commentTag} name="tag" defaultValue=""><option value="">{words.noTag}</option>{tags.map((tag) => <option key={tag} value={tag}>{shared.tag[tag]}</option>)}</Select>
        <Area label={words.commentText} name="text" rows={3} maxLength={limits.comment} required />
      </ActForm>
    </Fold>
  );
}

/** A text that a member says aloud, and who seconds it. */
export function MotionsFor({ staff }: Part) {
  const { meeting, place, setAnswer } = staff;
  const { view, names, texts } = meeting;
  const item = itemById(view, view.current);
  if (!isDiscussed(view) || item?.kind !== "vote" || !conductNow(view).motions) return null;
  const motions = view.motions.filter((one) => one.item === item.id && (one.stage === "moved" || one.stage === "seconded"));
  const here = (view.roster?.members ?? []).filter((person) => isHere(view, person));
  const pick = (label: string, people: readonly string[]) => <Select label={label} name="person" required defaultValue=""><option value="" disabled>{zhPages.choose}</option>{people.map((person) => <option key={person} value={person}>{names[person]}</option>)}</Select>;
  return (
    <Fold title={<h2>{words.move}</h2>}>
      <ul className="rows">
        {motions.map(({ id, text, mover, seconders }) => (
          <li key={id} className="py-3">
            <p><Phrase text={lineOf(texts[text.id])} /></p>
            <p className="meta">{shared.moved(names[mover] ?? "", seconders.map((one) => names[one] ?? "").join("、"))}</p>
            <ActForm staff={staff} fixed={{ motion: id }} press={{ type: "motion.second", word: words.secondDo }}>{pick(words.seconder, here.filter((person) => person !== mover && !seconders.includes(person)))}</ActForm>
            <div className="text-right"><ActButton meeting={meeting} place={place} command={{ type: "motion.withdraw", motion: id, person: mover }} className="btn quiet -mr-2 justify-end" sure={words.withdrawSure} label={`${words.withdraw}：${plainLine(texts[text.id])}`} onAnswer={setAnswer}>{words.withdraw}</ActButton></div>
          </li>
        ))}
      </ul>
      <ActForm staff={staff} fixed={{ item: item.id }} press={{ type: "motion.move", word: words.moveDo }}>
        {pick(words.mover, here)}
        <Area label={words.moverText} name="text" rows={3} maxLength={limits.resolution} required />
      </ActForm>
    </Fold>
  );
}
