import { href } from "~/paths";
import type { PostingCard } from "~/wire/before";
import { limits } from "~/words/limits";
import { dayWords } from "~/words/date-fields";
import { zhBefore } from "~/words/zh-before";
import { Field } from "./field";
import { Empty, Fold } from "./page";

/** form: "hang", or the posting that was to change. */
export type PostingErrors = { readonly form: string; readonly typed: Readonly<Record<string, string>>; readonly errors: Readonly<Record<string, readonly string[] | undefined>> };
type Props = { at: { community: string; meeting: string }; postings: readonly PostingCard[]; desk: { key: string; today: string } | null; answer: PostingErrors | null };

/** Where paper hangs, for everybody; those who hang it up enter it here. */
export function Postings({ at, postings, desk, answer }: Props) {
  const words = zhBefore.postings;
  return (
    <section className="mt-8" id="postings">
      <h2 className="border-b-2 border-ink pb-2">{words.title}</h2>
      {postings.length === 0 ? <Empty>{words.none}</Empty> : (
        <ul className="rows">
          {postings.map((one) => (
            <li key={one.id} className="py-2">
              <p><strong>{one.place}</strong></p>
              <p className="meta">{words.row(dayWords(one.postedOn), one.takenDownOn && dayWords(one.takenDownOn))}</p>
              {one.photo && <p><a className="inline-flex items-center min-h-tap" href={href("file", { ...at, file: one.photo })} download>{words.photo}</a></p>}
              {desk && <Change one={one} today={desk.today} answer={answer?.form === one.id ? answer : null} />}
            </li>
          ))}
        </ul>
      )}
      {desk && <Hang desk={desk} answer={answer?.form === "hang" ? answer : null} />}
    </section>
  );
}

function Change({ one, today, answer }: { one: PostingCard; today: string; answer: PostingErrors | null }) {
  const words = zhBefore.postings;
  return (
    <div className="flex flex-wrap gap-2 items-end mt-1">
      {!one.takenDownOn && (
        <form method="post" encType="multipart/form-data" action="#postings" className="flex flex-wrap gap-2 items-end">
          <input type="hidden" name="posting" value={one.id} />
          <Field label={words.takenOn(one.place)} name="takenDownOn" type="date" defaultValue={answer?.typed.takenDownOn ?? today} why={answer?.errors.takenDownOn?.[0]} />
          <button className="btn slim" name="do" value="down">{words.takeDown}</button>
        </form>
      )}
      <form method="post" encType="multipart/form-data" action="#postings">
        <input type="hidden" name="posting" value={one.id} />
        <button className="btn quiet" name="do" value="drop" aria-label={words.dropPlace(one.place)}>{words.drop}</button>
      </form>
    </div>
  );
}

function Hang({ desk: { key, today }, answer }: { desk: { key: string; today: string }; answer: PostingErrors | null }) {
  const words = zhBefore.postings;
  const typed = answer?.typed ?? {};
  return (
    <Fold title={words.add} open={answer !== null}>
      <form method="post" encType="multipart/form-data" action="#postings" className="grid gap-4 py-2">
        <input type="hidden" name="key" value={key} />
        <Field label={words.place} name="place" placeholder={words.placeExample} maxLength={limits.line} defaultValue={typed.place} why={answer?.errors.place?.[0]} />
        <Field label={words.from} name="postedOn" type="date" defaultValue={typed.postedOn ?? today} why={answer?.errors.postedOn?.[0]} />
        <Field label={words.photoField} name="file" type="file" accept=".jpg,.jpeg,.png" why={answer?.errors.file?.[0]} />
        <button className="btn" name="do" value="hang">{words.hang}</button>
      </form>
    </Fold>
  );
}
