import { zhOffice } from "~/words/zh-office";

/** A field of the newest version: its name in the form, its label, and what it says. */
export type Row = { readonly name: string; readonly label: string; readonly words: string };
type Values = Readonly<Record<string, unknown>>;

const plain = (value: unknown) => (typeof value === "string" ? value.replace(/\r\n?/g, "\n").trim() : "");

function isSame(typed: unknown, said: unknown): boolean {
  if (typeof said === "object" && said !== null) return Object.entries(said).every(([name, value]) => isSame((typed as Values | undefined)?.[name], value));
  return plain(typed) === plain(said);
}

/**
 * For a form filled from a version that is no longer the newest: what the newest says where it differs from what was typed, and
 * the way to it. The form keeps what was typed and the number it came with (seen), so that saving again is refused again.
 */
export function Newest({ typed, said, rows, to }: { typed: Values; said: Values; rows: readonly Row[]; to: string }) {
  const words = zhOffice.newest;
  const other = rows.filter(({ name }) => !isSame(typed[name], said[name]));
  return (
    <section className="grid gap-3 my-4">
      <h2>{words.title}</h2>
      {other.length === 0 ? <p>{words.same}</p> : <dl className="grid gap-2">{other.map(({ name, label, words: text }) => <div key={name}><dt className="meta">{label}</dt><dd className="whitespace-pre-wrap">{text || words.empty}</dd></div>)}</dl>}
      <p className="meta">{words.hint}</p>
      <p><a className="btn" href={to} target="_blank" rel="noreferrer">{words.open}<small className="meta">{words.window}</small></a></p>
    </section>
  );
}
