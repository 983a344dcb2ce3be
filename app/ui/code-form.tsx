import { href } from "~/paths";
import { zh } from "~/words/zh";
import { Field } from "./field";

/** One field for every code that people hold in their hands: the meeting's or their slip's. */
export function CodeForm({ why, typed }: { why?: string | null; typed?: string }) {
  return (
    <form method="post" action={href("enter")} className="grid gap-2">
      <Field label={zh.home.code} name="code" why={why} defaultValue={typed} placeholder={zh.home.codeExample} autoCapitalize="characters" autoComplete="one-time-code" spellCheck={false} maxLength={40} required />
      <button className="btn">{zh.home.enter}</button>
      <p className="meta">{zh.home.noPhone}</p>
    </form>
  );
}
