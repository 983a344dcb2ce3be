import { useEffect, useRef, useState, type FormEvent } from "react";
import type { Staff } from "~/live/useStaff";
import { href } from "~/paths";
import { handsOf } from "~/rules/meeting/hands";
import { agendaOf, itemById, type Round } from "~/rules/meeting/state";
import { choices, participants, type Choice, type Tally } from "~/rules/tally/verdict";
import { moverWords } from "~/words/rounds";
import { zh } from "~/words/zh";
import { zhChair } from "~/words/zh-chair";
import { AnswerBanner } from "./act-button";
import { Side } from "./choice";
import { Connection, Page } from "./page";
import { lineOf, Phrase, Sentence } from "./phrase";

type Typed = Readonly<Record<Choice, string>>;
/** What came back from the plain form: what was typed, and which figures are none. */
export type SentFigures = { readonly typed: Typed; readonly bad: readonly Choice[] };
type Props = { title: string; staff: Staff; round: Round; hands: NonNullable<Round["hands"]>; typed: SentFigures | null };

const nothing: Typed = { for: "", against: "", abstain: "" };
const asTyped = (tally: Tally): Typed => ({ for: String(tally.for), against: String(tally.against), abstain: String(tally.abstain) });
const asTally = (typed: Typed): Tally => ({ for: Number(typed.for), against: Number(typed.against), abstain: Number(typed.abstain) });
const mostDigits = 4;

/** One counter's keypad: it follows the chair's call, the three figures always in view. Nobody sees here what the other one counted. */
export function HandsPad({ title, staff, round, hands, typed: sent }: Props) {
  const { meeting, answer, at, zone } = staff;
  const own = meeting.mine?.as === "person" ? meeting.mine.counted ?? null : null;
  const { typed, active, turn, fill, press } = useFigures({ called: hands.called, own, sent });
  const item = itemById(meeting.view, round.item);
  return (
    <form method="post" action={href("hands", at)} onSubmit={(event) => enter(event, { staff, round, typed })}>
      <input type="hidden" name="key" value={`${staff.place.formKey}-${round.id}`} />
      <input type="hidden" name="round" value={round.id} />
      <Page fill title={title} back={href("meeting", at)} end={<Connection state={meeting.link} />} bar={<Enter staff={staff} typed={typed} hall={hands.hall} own={own} />}>
        <AnswerBanner answer={answer} zone={zone} />
        <p className="eyebrow"><strong>{meeting.mine?.as === "person" && meeting.mine.name}</strong><span>{item && item.kind !== "procedure" ? zh.meeting.item(agendaOf(meeting.view).indexOf(item) + 1, agendaOf(meeting.view).length) : zhChair.screen.procedure}</span><span className="one-line">{moverWords(meeting.view, round, meeting.names) ?? <Phrase text={lineOf(meeting.texts[item?.title.id ?? ""])} />}</span></p>
        <h1 aria-live="polite">{headOf(round, own)}</h1>
        <Totals {...{ typed, active, turn }} bad={sent?.bad ?? []} live={meeting.link !== "still"} />
        <p className="my-3 font-semibold" role="status"><Sentence text={zhChair.hands.sum(hands.hall, participants(asTally(typed)), isRemote(round))} /></p>
        <Standing round={round} own={own} />
        <Keys press={press} all={() => fill({ for: String(hands.hall), against: "0", abstain: "0" })} />
      </Page>
    </form>
  );
}

function enter(event: FormEvent, { staff, round, typed }: { staff: Staff; round: Round; typed: Typed }) {
  const { meeting } = staff;
  if (meeting.link === "still") return;
  event.preventDefault();
  const tally = asTally(typed);
  if (meeting.may({ type: "hands.enter", round: round.id, tally })) return;
  void meeting.act({ type: "hands.enter", round: round.id, tally }).then(staff.setAnswer);
}

/** The figures as they are typed; when the chair calls the next choice its figure is the one, and when hands are raised once more they are empty. */
function useFigures({ called, own, sent }: { called: Choice | null; own: Tally | null; sent: SentFigures | null }) {
  const [typed, fill] = useState<Typed>(() => sent?.typed ?? (own ? asTyped(own) : nothing));
  const [active, turn] = useState<Choice>(called ?? "for");
  const before = useRef({ called, own });
  useEffect(() => {
    const was = before.current;
    before.current = { called, own };
    if (called && called !== was.called) turn(called);
    if ((was.called && !called) || (was.own && !own)) { fill(nothing); turn("for"); }
  }, [called, own]);
  const press = (key: string) => fill((now) => ({ ...now, [active]: key === "back" ? now[active].slice(0, -1) : `${now[active]}${key}`.replace(/^0+(?=\d)/, "").slice(0, mostDigits) }));
  useDigits(press);
  return { typed, active, turn, fill, press };
}

/** A keyboard's digits, wherever the focus is. */
function useDigits(press: (key: string) => void) {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || (!/^\d$/.test(event.key) && event.key !== "Backspace")) return;
      event.preventDefault();
      latest.current(event.key === "Backspace" ? "back" : event.key);
    }
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

type TotalsProps = { typed: Typed; active: Choice; turn: (choice: Choice) => void; bad: readonly Choice[]; live: boolean };

/** Fields of a plain form; with a script the keypad writes into them, so that no other keyboard comes up. */
function Totals({ typed, active, turn, bad, live }: TotalsProps) {
  return (
    <>
      {bad.length > 0 && <p className="font-semibold mt-3">{zhChair.hands.badNumber}</p>}
      <div className="totals mt-4">
        {choices.map((choice) => (
          <label key={choice} className="total" data-active={active === choice ? "" : undefined}>
            <Side choice={choice} />
            <input name={choice} inputMode={live ? "none" : "numeric"} autoComplete="off" maxLength={mostDigits} required aria-label={zhChair.hands.figure(zh.choice[choice])} aria-invalid={bad.includes(choice) || undefined}
              {...(live ? { value: typed[choice], readOnly: true, onFocus: () => turn(choice) } : { defaultValue: typed[choice] })} key={live ? "live" : "still"} data-total={choice} />
          </label>
        ))}
      </div>
    </>
  );
}

/** Some vote by phone from elsewhere: then those who raise a hand are not everybody present. */
const isRemote = ({ roll = [] }: Round) => roll.length > 0;

/** What the chair asks; once one has entered one's own, what the two figures came to. */
function headOf(round: Round, own: Tally | null): string {
  const { hands } = zhChair;
  const called = round.hands?.called;
  if (!own) return called ? hands.asked(zh.choice[called]) : hands.notAsked;
  const figures = handsOf(round);
  return figures === "missing" ? hands.waiting : figures === "differ" ? hands.differ : hands.agreed;
}

/** What one has entered, and what comes next. */
function Standing({ round, own }: { round: Round; own: Tally | null }) {
  const figures = handsOf(round);
  const said = !own ? (isRemote(round) ? zhChair.hands.remote : "") : figures === "missing" ? zhChair.hands.waitingHint : figures === "differ" ? zhChair.hands.differHint : zhChair.hands.agreedHint;
  return (
    <div className="standing" role="status">
      {own && <p><Sentence text={zhChair.hands.own(zhChair.hands.figures([own.for, own.against, own.abstain]))} /></p>}
      <p className="meta">{said}</p>
    </div>
  );
}

function Keys({ press, all }: { press: (key: string) => void; all: () => void }) {
  const digit = (key: string) => <button type="button" key={key} onClick={() => press(key)}>{key}</button>;
  return (
    <div className="keys">
      {["1", "2", "3", "4", "5", "6", "7", "8", "9"].map(digit)}
      <button type="button" className="word" onClick={all}>{zhChair.hands.all}</button>{digit("0")}<button type="button" className="word" onClick={() => press("back")}>{zhChair.hands.back}</button>
    </div>
  );
}

/** Grey with the reason until the three are everybody who can raise a hand. */
function Enter({ staff: { meeting }, typed, hall, own }: { staff: Staff; typed: Typed; hall: number; own: Tally | null }) {
  const tally = asTally(typed);
  const sum = participants(tally);
  const same = own !== null && choices.every((choice) => own[choice] === tally[choice]);
  const wrong = meeting.link === "still" || sum === hall ? null : sum < hall ? zhChair.hands.missing(hall - sum) : zhChair.hands.over(sum - hall);
  return <button className="btn primary" aria-disabled={wrong !== null || same}>{wrong ?? (same ? zhChair.hands.entered : own ? zhChair.hands.again : zhChair.hands.enter)}</button>;
}
