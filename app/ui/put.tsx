import { itemById, type MeetingState, type Round } from "~/rules/meeting/state";
import type { Names, Texts } from "~/wire/protocol";
import { moverWords } from "~/words/rounds";
import { zh } from "~/words/zh";
import { lineOf, Phrase } from "./phrase";

type Props = { view: MeetingState; texts: Texts; names: Names; round: Round };

/** The words that were voted on, and whose they are; where they take the draft's place, that it is not voted on any more. */
export function Put({ view, texts, names, round }: Props) {
  const mover = moverWords(view, round, names);
  const kind = itemById(view, round.item)?.kind;
  // The title of a matter of procedure is all there is to it.
  if (kind === "procedure") return null;
  return (
    <section className="mt-4">
      <h2 className="mb-1">{mover ?? zh.meeting.resolution}</h2>
      <p><Phrase text={lineOf(texts[round.text.id])} /></p>
      {mover && round.result?.outcome.verdict === "carried" && kind === "vote" && <p className="meta">{zh.meeting.replaced}</p>}
    </section>
  );
}
