import { href } from "~/paths";
import { zhPages } from "~/words/zh-pages";
import { Field } from "./field";

/** One field for every code that people hold in their hands: the meeting's or their slip's. */
export function CodeForm({ why, typed }: { why?: string | null; typed?: string }) {
  return (
    <form method="post" action={href("enter")} className="grid gap-2">
      <Field label={zhPages.home.code} name="code" why={why} defaultValue={typed} placeholder={zhPages.home.codeExample} autoCapitalize="characters" autoComplete="one-time-code" spellCheck={false} maxLength={40} required />
      <button className="btn">{zhPages.home.enter}</button>
      <p className="meta">{zhPages.home.noPhone}</p>
    </form>
  );
}
