import type { Staff } from "~/live/useStaff";
import { electorateOf } from "~/rules/meeting/round";
import { latestRound, openEntries, type Round } from "~/rules/meeting/state";
import { checkCode, inFours } from "~/words/codes";
import { outcomeSentence, ruleSentence, verdictWords } from "~/words/sentences";
import { clock } from "~/words/time";
import { zhOffice } from "~/words/zh-office";
import { Turnout } from "./ballot";
import { Banner } from "./page";
import { lineOf, Phrase, plainLine, Sentence } from "./phrase";
import { FigureBlock, ResultFigure } from "./result";

/** The question in the chair's hands: text with its hash, rule, base and people present; then turnout, count, result. */
export function RoundPanel({ staff }: { staff: Staff }) {
  const { meeting: { view, texts, names, cast }, zone } = staff;
  const round = latestRound(view);
  if (!round || round.item !== view.current || view.stage !== "in-session") return null;
  if (round.stage === "announced") return <ResultFigure round={round} />;
  const electorate = round.electorate ?? electorateOf(view);
  return (
    <section>
      <h2 className="mb-1">{zhOffice.chair.question}</h2>
      <p className="text-lead"><Phrase text={lineOf(texts[round.text.id])} /></p>
      <p className="meta">{zhOffice.chair.hash(hashCode(round))}</p>
      <p className="my-2"><Sentence text={`${ruleSentence(round.rule, electorate)}${zhOffice.chair.roll(electorate.present)}。`} /></p>
      {round.stage === "open" && <Turnout cast={cast?.round === round.id ? cast.cast : 0} roll={electorate.present} />}
      {round.stage === "open" && openEntries(round).length > 0 && <Banner calm>{zhOffice.supervise.witness}：{openEntries(round).length}</Banner>}
      {round.stage === "doubted" && round.doubt && (
        <Banner hint={round.doubt.reason && plainLine(texts[round.doubt.reason.id])}>{zhOffice.chair.doubt(names[round.doubt.by] ?? "", clock(round.doubt.at, zone))}</Banner>
      )}
      {round.counted && (
        <div className="mt-4">
          <h2>{zhOffice.chair.figures}</h2>
          <p className="my-2"><strong>{verdictWords(round.counted.outcome)}</strong>　<Sentence text={outcomeSentence(round.rule, { tally: round.counted.count.tally, outcome: round.counted.outcome, electorate })} /></p>
          <FigureBlock rule={round.rule} count={round.counted.count} outcome={round.counted.outcome} electorate={electorate} />
        </div>
      )}
    </section>
  );
}

/** Eight characters of the text's hash: the same text has the same ones. */
const hashCode = ({ text }: Round) => inFours(checkCode(text.hash));
