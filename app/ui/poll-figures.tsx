import type { ReactNode } from "react";
import { choices, participants, type Tally } from "~/rules/tally/verdict";
import { zh } from "~/words/zh";
import { Side } from "./choice";

/** Three figures under their own name: never a bar, never a share, nothing that looks like a verdict. */
export const PollFigures = ({ tally, question }: { tally: Tally; question: ReactNode }) => (
  <section className="my-6" data-poll>
    <h2>{zh.talk.pollResult}</h2>
    <p>{question}</p>
    <table className="figs">
      <caption className="sr-only">{zh.talk.pollResult}</caption>
      <thead><tr>{choices.map((choice) => <th scope="col" key={choice}><Side choice={choice} /></th>)}</tr></thead>
      <tbody><tr>{choices.map((choice) => <td key={choice}><b>{tally[choice]}</b></td>)}</tr></tbody>
    </table>
    <p className="meta mt-2">{zh.talk.pollNote(participants(tally))}</p>
  </section>
);
