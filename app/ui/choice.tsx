import { choices, type Choice } from "~/rules/tally/verdict";
import { zh } from "~/words/zh";
import { useBrowser } from "./browser";

/** The mark of a choice and its word; the word always stands beside it. */
export const Side = ({ choice, label }: { choice: Choice; label?: string }) => <span className="side"><i className={`mark ${choice}`} aria-hidden />{label ?? zh.choice[choice]}</span>;

const tickedNow = () => choices.find((choice) => choice === document.querySelector<HTMLInputElement>("input[name=choice]:checked")?.value) ?? null;

function onTick(tell: () => void) {
  document.addEventListener("change", tell);
  return () => document.removeEventListener("change", tell);
}

/** What is ticked in the page's rows, asked of the browser: it may have been ticked before the script was there. */
export const useTicked = (): Choice | null => useBrowser(onTick, tickedNow, null);

/**
 * Three full-width rows in the order of the ballot, none chosen beforehand. The browser keeps what is ticked, so that
 * neither a late script nor news of the meeting can take it away.
 */
export function ChoiceRows({ onChoose }: { onChoose?: (choice: Choice) => void }) {
  return (
    <fieldset className="choices">
      <legend className="sr-only">{zh.ballot.legend}</legend>
      {choices.map((choice) => (
        <label className="choice" key={choice}>
          <input type="radio" name="choice" value={choice} required onChange={() => onChoose?.(choice)} />
          {zh.choice[choice]}<i className={`mark ${choice}`} aria-hidden />
        </label>
      ))}
    </fieldset>
  );
}
