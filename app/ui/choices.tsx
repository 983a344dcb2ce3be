import type { ChoiceRow } from "~/wire/context";
import { zhPages } from "~/words/zh-pages";
import { Side } from "./choice";

/** Who chose what, and by which way: a ballot of the desk with both who stand for it. */
export const Choices = ({ rows }: { rows: readonly ChoiceRow[] }) => (
  <ul className="rows">
    {rows.map(({ name, choice, channel, enteredBy, witnessedBy }, i) => (
      <li key={i} data-ballot={channel} className="flex justify-between items-baseline gap-4 py-2">
        <span>{name}<span className="meta">　{channel === "desk" ? zhPages.result.desk(enteredBy, witnessedBy) : zhPages.result.phone}</span></span>
        <span className="flex-none"><Side choice={choice} /></span>
      </li>
    ))}
  </ul>
);
