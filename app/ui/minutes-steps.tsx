import { href } from "~/paths";
import type { Command } from "~/rules/meeting/commands";
import type { DraftView, MinutesState } from "~/wire/minutes";
import { inFours } from "~/words/codes";
import { limits } from "~/words/limits";
import { clock, date } from "~/words/time";
import { zhMinutes } from "~/words/zh-minutes";
import { Hidden, type ActPlace } from "./act-button";
import { Area } from "./field";
import { Fold } from "./page";

type At = { readonly community: string; readonly meeting: string };
type Props = { view: DraftView; place: ActPlace; at: At };
const when = (at: number, zone: string) => `${date(at, zone)}${clock(at, zone)}`;

/** How far the minutes have come: confirmed or returned, who signed, what is published. */
export function MinutesProgress({ state, zone, at, photos }: { state: MinutesState; zone: string; at: At; photos: boolean }) {
  const { confirmed, changed, returned, signatures, needed, versions } = state;
  const { steps } = zhMinutes;
  return (
    <div className="mt-4" role="status">
      {versions > 0 && <p>{steps.published(versions)}<a href={href("minutes", at)}>{steps.seePublic}</a>{photos && <>　<a href={href("minutesFile", { ...at, version: String(versions), name: "archive.docx" })}>{steps.files}</a></>}</p>}
      {confirmed ? <p>{steps.confirmed(confirmed.by, when(confirmed.at, zone))}{steps.signatures(signatures.length, needed)}</p> : <p>{changed ? steps.changed : versions > 0 ? steps.correctHint : steps.unconfirmed}</p>}
      {returned && <p><strong>{steps.returned(when(returned.at, zone), returned.note)}</strong></p>}
      {confirmed && signatures.map(({ name, at: signedAt, photo }) => (
        <p className="meta" key={name + String(signedAt)}>{steps.signed(name, when(signedAt, zone))}{photo && photos && <>　<a href={href("minutesFile", { ...at, version: "draft", name: `photo-${photo}` })}>{steps.photo}</a></>}</p>
      ))}
    </div>
  );
}

/** The one step that whoever looks can take now, at the thumb. */
export function MinutesStep({ view, place, at }: Props) {
  const { state: { confirmed, signatures, needed, versions }, hash, code, chairs, publishes } = view;
  const { steps } = zhMinutes;
  if (!confirmed) return chairs ? <StepForm place={place} command={{ type: "minutes.confirm", hash }} label={steps.confirm} /> : <p className="mb-0">{steps.askChair}</p>;
  if (signatures.length < needed) return <><p>{steps.signatures(signatures.length, needed)}</p><a className="btn primary" href={href("minutesSign", at)}>{steps.toSign}</a></>;
  if (!publishes) return <p className="mb-0">{steps.waitPublish}</p>;
  return (
    <form method="post" action={place.url} className="grid gap-2">
      <Hidden command={{ type: "minutes.publish", hash } as Command} place={place} />
      <p className="mb-0">{steps.publishHint(inFours(code))}{!view.prints && steps.noPdf}</p>
      {versions > 0 && <Area label={steps.reason} name="reason" rows={2} maxLength={limits.reason} required />}
      <button className="btn primary">{versions > 0 ? steps.correct : steps.publish}</button>
    </form>
  );
}

const StepForm = ({ place, command, label }: { place: ActPlace; command: Command; label: string }) => <form method="post" action={place.url}><Hidden command={command} place={place} /><button className="btn primary">{label}</button></form>;

/** The chair's other way. */
export function GiveBack({ place }: { place: ActPlace }) {
  const { steps } = zhMinutes;
  return (
    <Fold className="mt-6" title={steps.giveBackTitle}>
      <form method="post" action={place.url} className="grid gap-2 pb-2">
        <Hidden command={{ type: "minutes.return" } as Command} place={place} />
        <Area label={steps.note} name="note" rows={3} maxLength={limits.reason} required />
        <button className="btn slim justify-self-start">{steps.giveBack}</button>
      </form>
    </Fold>
  );
}

/** Both editions as they would be published now. */
export const Previews = ({ at }: { at: At }) => (
  <p className="flex flex-wrap gap-2 mt-4">{(["public", "archive"] as const).map((edition) => <a key={edition} className="btn slim" href={`${href("minutesEdit", at)}?show=${edition}`}>{zhMinutes.draft.previewOf[edition]}</a>)}</p>
);
