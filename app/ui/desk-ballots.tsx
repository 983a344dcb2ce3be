import { useState, type FormEvent } from "react";
import type { Staff } from "~/live/useStaff";
import { latestRound, openEntries } from "~/rules/meeting/state";
import { choices, type Choice } from "~/rules/tally/verdict";
import { clock } from "~/words/time";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { zhOffice } from "~/words/zh-office";
import { ActButton, Hidden } from "./act-button";
import { Select, written } from "./field";
import type { Command } from "~/rules/meeting/commands";
import { Side } from "./choice";

/** A ballot taken for somebody without a phone. It counts when a supervisor has witnessed it on another device. */
export function DeskBallots({ staff, voted }: { staff: Staff; voted: readonly string[] }) {
  const { meeting, place, setAnswer, zone } = staff;
  const { view, names, mine } = meeting;
  const round = latestRound(view);
  const enters = mine?.as === "person" && mine.roles.some((role) => role === "recorder" || role === "counter");
  if (!round || round.stage !== "open" || !enters) return null;
  const entries = openEntries(round);
  const waiting = new Set(entries.map(([, entry]) => entry.person));
  const witnessed = new Set(Object.values(round.entries ?? {}).filter(({ stage }) => stage === "witnessed").map(({ person }) => person));
  const missing = (round.roll ?? []).filter((id) => !voted.includes(id) && !waiting.has(id) && !witnessed.has(id));
  return (
    <section className="mt-4 wide bg-wash py-4">
      <h2>{zhOffice.desk.ballots}</h2>
      <p className="meta mb-3">{zhOffice.desk.ballotsHint}</p>
      <ul className="rows">
        {entries.map(([id, entry]) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-2 py-2">
            <p className="flex flex-wrap items-baseline gap-x-4"><span>{zhOffice.desk.waiting(names[entry.person] ?? "")}</span>{mine.desk?.[id] && <Side choice={mine.desk[id]} />}<span className="meta">{clock(entry.at, zone)}</span></p>
            <ActButton meeting={meeting} place={place} command={{ type: "ballot.withdraw", round: round.id, entry: id }} className="btn slim" onAnswer={setAnswer}>{zhOffice.desk.withdraw}</ActButton>
          </li>
        ))}
      </ul>
      {missing.length === 0 ? <p>{zhOffice.desk.allVoted}</p> : <EnterForm staff={staff} round={round.id} missing={missing} />}
    </section>
  );
}

function EnterForm({ staff, round, missing }: { staff: Staff; round: string; missing: readonly string[] }) {
  const { meeting, place, setAnswer } = staff;
  const [busy, setBusy] = useState(false);
  function submit(event: FormEvent<HTMLFormElement>) {
    if (meeting.link === "still") return;
    event.preventDefault();
    const paper = event.currentTarget;
    const form = new FormData(paper);
    setBusy(true);
    void meeting.act({ type: "ballot.enter", round, person: written(form, "person"), choice: written(form, "choice") as Choice }).then((answer) => {
      setBusy(false);
      setAnswer(answer);
      if (answer.ok) paper.reset();
    });
  }
  return (
    <form method="post" action={place.url} onSubmit={submit} className="grid gap-3">
      <Hidden command={{ type: "ballot.enter", round } as Command} place={place} />
      <Select label={zhOffice.desk.who} name="person" required defaultValue=""><option value="" disabled>{zhPages.choose}</option>{missing.map((id) => <option key={id} value={id}>{meeting.names[id]}</option>)}</Select>
      <fieldset className="grid gap-1"><legend className="font-semibold">{zhOffice.desk.choice}</legend>
        <div className="flex flex-wrap gap-x-6">{choices.map((choice) => <label key={choice} className="tick"><input type="radio" name="choice" value={choice} required />{zh.choice[choice]}</label>)}</div></fieldset>
      <button className="btn" aria-disabled={busy}>{zhOffice.desk.enter}</button>
    </form>
  );
}
