import { useState, type ReactNode } from "react";
import { tags, type Tag } from "~/rules/meeting/events";
import { limits } from "~/words/limits";
import { zhTalk } from "~/words/zh-talk";
import { Area } from "./field";

/** What stands in the fields; the browser keeps it. */
export type Written = { readonly text: string; readonly tag: Tag | null; readonly to: string | null };
type Props = { typed: Written; why: string | null; busy?: boolean; onChange?: (change: { text?: string; tag?: Tag | null }) => void; cancel?: ReactNode };

const lengthOf = (text: string) => [...text].length;

/** The fields of an opinion: a tag for those who want one, and 500 characters that are counted while one writes. */
export function OpinionFields({ typed, why, busy = false, onChange, cancel }: Props) {
  const [length, setLength] = useState(lengthOf(typed.text));
  const over = length - limits.comment;
  return (
    <>
      <fieldset className="field"><legend>{zhTalk.opinion.tags}</legend>
        <div className="tags mt-1">{[null, ...tags].map((tag) => (
          <label key={tag}><input type="radio" name="tag" value={tag ?? ""} defaultChecked={typed.tag === tag} onChange={() => onChange?.({ tag })} />{tag ? zhTalk.opinion.tag[tag] : zhTalk.opinion.noTag}</label>
        ))}</div>
      </fieldset>
      <Area name="text" required rows={4} label={typed.to ? zhTalk.opinion.fieldReply(typed.to) : zhTalk.opinion.field} defaultValue={typed.text} why={over > 0 ? zhTalk.opinion.tooLong(over) : why} hint={zhTalk.opinion.left(length, limits.comment)}
        onChange={({ target: { value } }) => { setLength(lengthOf(value)); onChange?.({ text: value }); }} />
      <div className="btns">{cancel}<button className="btn filled" aria-disabled={busy || over > 0}>{zhTalk.opinion.send}</button></div>
    </>
  );
}
