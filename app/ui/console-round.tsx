import type { Staff } from "~/live/useStaff";
import { electorateOf } from "~/rules/meeting/round";
import { itemById, latestRound, motionById, openEntries, openPoll, type Round } from "~/rules/meeting/state";
import { choices } from "~/rules/tally/verdict";
import { checkCode, inFours } from "~/words/codes";
import { outcomeSentence } from "~/words/result";
import { ruleSentence, verdictWords } from "~/words/sentences";
import { clock } from "~/words/time";
import { zh } from "~/words/zh";
import { zhChair } from "~/words/zh-chair";
import { zhOffice } from "~/words/zh-office";
import { Turnout } from "./ballot";
import { formWords } from "./console-path";
import { Banner } from "./page";
import { lineOf, Phrase, plainLine, Sentence } from "./phrase";
import { Put } from "./put";
import { FigureBlock, ResultFigure } from "./result";

const { console: words } = zhChair;
type Part = { staff: Staff };

/** What a supervisor doubts: before all else, since nothing goes on until the chair has read it. */
export function Doubt({ staff: { meeting: { view, texts, names }, zone } }: Part) {
  const round = latestRound(view);
  if (round?.stage !== "doubted" || !round.doubt) return null;
  return <Banner hint={round.doubt.reason && plainLine(texts[round.doubt.reason.id])}>{zhOffice.chair.doubt(names[round.doubt.by] ?? "", clock(round.doubt.at, zone))}</Banner>;
}

/** How far the vote is and what is put, until it is over; then the count, then the result. */
export function RoundPanel({ staff }: Part) {
  const { view } = staff.meeting;
  const round = latestRound(view);
  if (!round || round.item !== view.current || view.stage !== "in-session") return null;
  if (round.stage === "announced") return isOver(staff, round) ? <ResultFigure round={round}><Put {...staff.meeting} round={round} /></ResultFigure> : null;
  const electorate = round.electorate ?? electorateOf(view);
  return (
    <section>
      {round.stage === "open" && <OpenRound staff={staff} round={round} />}
      {(round.stage === "frozen" || round.stage === "open") && <Question staff={staff} round={round} />}
      {round.counted && (
        <div>
          <h2>{zhOffice.chair.figures}</h2>
          <p className="my-2"><strong>{verdictWords(round.counted.outcome)}</strong>　<Sentence text={outcomeSentence(round.rule, { tally: round.counted.count.tally, outcome: round.counted.outcome, electorate })} /></p>
          <FigureBlock rule={round.rule} count={round.counted.count} outcome={round.counted.outcome} electorate={electorate} />
        </div>
      )}
    </section>
  );
}

/** Text with its hash, how it is voted on, rule, base and people present. */
function Question({ staff: { meeting: { view, texts, names } }, round }: Part & { round: Round }) {
  const electorate = round.electorate ?? electorateOf(view);
  const motion = motionById(view, round.motion);
  return (
    <>
      <h2 className="mb-1">{zhOffice.chair.question}</h2>
      <p className="text-lead"><Phrase text={lineOf(texts[round.text.id])} /></p>
      {motion && <p className="meta">{words.moved(names[motion.mover] ?? "", motion.seconders.map((one) => names[one] ?? "").join("、"))}</p>}
      <p className="meta">{zhOffice.chair.hash(hashCode(round))}</p>
      <p className="mt-2"><Sentence text={words.formNow(formWords(round.rule.form), electorate.present)} /></p>
      <p className="mb-2"><Sentence text={ruleSentence(round.rule, electorate)} /></p>
    </>
  );
}

/** A motion that was not carried leaves its item open: its result gives way once the discussion goes on. */
const isOver = ({ meeting: { view } }: Staff, round: Round) =>
  itemById(view, view.current)?.stage !== "taken" || !view.speeches.some(({ item, askedAt }) => item === round.item && askedAt > (round.announcedAt ?? 0));

function OpenRound({ staff: { meeting: { cast, view, names } }, round }: Part & { round: Round }) {
  const { hands, roll = [] } = round;
  const reported = Object.keys(hands?.entered ?? {});
  return (
    <div className="mb-4">
      {hands && (
        <div className="mb-2">
          <p role="status"><strong>{hands.called ? words.called(zh.choice[hands.called]) : words.uncalled}</strong></p>
          <p><Sentence text={words.hall(hands.hall)} /></p>
          <p className="meta">{reported.length > 0 ? words.reported(reported.map((person) => names[person] ?? "").join("、")) : words.noReport}</p>
          {roll.length > 0 && <p><Sentence text={words.remote(roll.length)} /></p>}
        </div>
      )}
      {(!hands || roll.length > 0) && <Turnout cast={cast?.round === round.id ? cast.cast : 0} roll={hands ? roll.length : round.electorate?.present ?? electorateOf(view).present} />}
      {openEntries(round).length > 0 && <Banner calm>{zhOffice.supervise.witness}：{openEntries(round).length}</Banner>}
    </div>
  );
}

/** 现场征询（不是表决）: while it runs, and what came of it; never beside a vote's figures. */
export function PollPanel({ staff: { meeting: { view, texts } } }: Part) {
  const open = openPoll(view);
  const poll = open ?? view.polls.filter(({ item }) => item === view.current).pop();
  if (!poll || view.stage !== "in-session") return null;
  return (
    <section>
      <h2>{words.poll}</h2>
      <p className="meta">{open ? words.pollNow : words.pollDone}</p>
      <p><Phrase text={lineOf(texts[poll.text.id])} /></p>
      {poll.tally && <p><Sentence text={choices.map((choice) => words.voices(zh.choice[choice], poll.tally![choice])).join("，")} /></p>}
    </section>
  );
}

/** Eight characters of the text's hash: the same text has the same ones. */
const hashCode = ({ text }: Round) => inFours(checkCode(text.hash));
