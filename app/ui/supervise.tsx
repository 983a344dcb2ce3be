import type { Staff } from "~/live/useStaff";
import { openEntries, type Round } from "~/rules/meeting/state";
import type { Count } from "~/rules/meeting/events";
import { participants, type Electorate } from "~/rules/tally/verdict";
import { limits } from "~/words/limits";
import { outcomeSentence, zhResult } from "~/words/result";
import { verdictWords } from "~/words/sentences";
import { clock } from "~/words/time";
import type { ChoiceRow } from "~/wire/context";
import { zh } from "~/words/zh";
import { zhChair } from "~/words/zh-chair";
import { zhOffice } from "~/words/zh-office";
import type { Command } from "~/rules/meeting/commands";
import { ActButton, Hidden } from "./act-button";
import { Turnout } from "./ballot";
import { Area, written } from "./field";
import { Banner, Fold } from "./page";
import { Sentence } from "./phrase";
import { Choices } from "./choices";
import { FigureBlock } from "./result";

type Props = { staff: Staff; round: Round };

/** Desk ballots that wait for a second pair of eyes. */
export function Witness({ staff, round }: Props) {
  const { meeting, place, setAnswer } = staff;
  const { names, mine, cast } = meeting;
  const entries = openEntries(round);
  return (
    <>
      {round.hands ? <p>{zhChair.hands.inHall(round.hands.hall)}</p> : <Turnout cast={cast?.round === round.id ? cast.cast : 0} roll={round.electorate?.present ?? 0} />}
      <section className="mt-6">
        <h2>{zhOffice.supervise.witness}</h2>
        {entries.length === 0 ? <p className="empty">{zhOffice.supervise.none}</p> : <p className="meta mb-2">{zhOffice.supervise.witnessHint}</p>}
        <ul className="rows">
          {entries.map(([id, entry]) => (
            <li key={id} className="grid gap-2 py-3">
              <p className="text-lead font-semibold">{zhOffice.supervise.entry(names[entry.person] ?? "", mine?.as === "person" && mine.desk?.[id] ? zh.choice[mine.desk[id]] : "", names[entry.by] ?? "")}</p>
              <ActButton meeting={meeting} place={place} command={{ type: "ballot.witness", round: round.id, entry: id }} className="btn" onAnswer={setAnswer}>{zhOffice.supervise.confirm}</ActButton>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** Two books of the same ballots side by side, the counted rows and the desk's entries in the log, and then every ballot. */
export function CheckCount({ staff, round, choices }: Props & { choices: readonly ChoiceRow[] | null }) {
  const { zone } = staff;
  const { counted, electorate } = round;
  if (!counted || !electorate) return null;
  const { count, outcome } = counted;
  const ballots = participants(count.tally) - (count.channels.hands ?? 0);
  const rows = reconciled(round, { count, electorate });
  return (
    <section className="mt-6">
      <h2>{zhOffice.supervise.check}</h2>
      <p className="meta mb-2">{round.hands ? zhChair.hands.checkHint : zhOffice.supervise.checkHint}</p>
      <p className="my-2"><strong>{verdictWords(outcome)}</strong>　<Sentence text={outcomeSentence(round.rule, { tally: count.tally, outcome, electorate })} /></p>
      <FigureBlock rule={round.rule} count={count} outcome={outcome} electorate={electorate} />
      {round.hands && <p className="my-2">{zhChair.hands.countedBy(Object.keys(round.hands.entered ?? {}).map((person) => staff.meeting.names[person] ?? "").join("、"))}</p>}
      <table><tbody>{rows.map(([name, figure]) => <tr key={name}><th scope="row">{name}</th><td>{figure}</td></tr>)}</tbody></table>
      {ballots > 0 && <Fold title={<h3>{zhOffice.supervise.ballots(ballots)}</h3>}>{choices ? <Choices rows={choices} /> : <p className="meta">{zhOffice.supervise.fetching}</p>}</Fold>}
      {round.stage === "checked" && <div className="mt-4"><Banner calm>{zhOffice.supervise.done(clock(round.checkedAt ?? 0, zone))}</Banner></div>}
      {round.stage === "doubted" && <div className="mt-4"><Banner>{zhOffice.supervise.doubted}</Banner></div>}
    </section>
  );
}

/** The channels side by side, each with the book that it must agree with; hands with the hall as it stood when the vote began. */
function reconciled(round: Round, { count, electorate }: { count: Count; electorate: Electorate }): readonly (readonly [string, string])[] {
  const { table } = zhOffice.supervise;
  const { phone, desk, hands } = count.channels;
  const sum = participants(count.tally);
  const roll = [[table.sum, zhResult.votes(sum)], [table.roll, zh.meeting.people(electorate.present)], [table.missing, zh.meeting.people(electorate.present - sum)]] as const;
  if (round.hands) {
    const { hall } = round.hands;
    return [[zhChair.hands.table.hands, zhResult.votes(hands ?? 0)], [zhChair.hands.table.hall, zh.meeting.people(hall)], ...off(zhChair.hands.table.difference, zh.meeting.people, hall - (hands ?? 0)), [zhChair.hands.table.elsewhere, zhResult.votes(phone)], ...roll];
  }
  const entered = Object.values(round.entries ?? {}).filter(({ stage }) => stage === "witnessed").length;
  return [[table.phone, zhResult.votes(phone)], [table.desk, zhResult.votes(desk)], [table.entered, zhResult.votes(entered)], ...off(table.difference, zhResult.votes, desk - entered), ...roll];
}

/** Two books that agree need no row for it. */
const off = (name: string, unit: (figure: number) => string, difference: number) => (difference === 0 ? [] : [[name, unit(Math.abs(difference))] as const]);

/** 核对无误, or a doubt with its reason. */
export function CheckSteps({ staff, round }: Props) {
  const { meeting, place, setAnswer } = staff;
  return (
    <>
      <Fold title={zhOffice.supervise.doubt} className="doubting">
        <form method="post" action={place.url} className="grid gap-2 pb-2" onSubmit={(event) => {
          if (meeting.link === "still") return;
          event.preventDefault();
          const reason = written(new FormData(event.currentTarget), "reason");
          void meeting.act({ type: "round.doubt", round: round.id, reason }).then(setAnswer);
        }}>
          <Hidden command={{ type: "round.doubt", round: round.id } as Command} place={place} />
          <Area label={zhOffice.supervise.doubtReason} name="reason" rows={2} maxLength={limits.reason} required />
          <button className="btn">{zhOffice.supervise.doubtSend}</button>
        </form>
      </Fold>
      <ActButton meeting={meeting} place={place} command={{ type: "round.check", round: round.id }} className="btn primary" onAnswer={setAnswer}>{zhOffice.supervise.right}</ActButton>
    </>
  );
}
