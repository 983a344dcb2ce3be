import { isSpoken } from "~/live/useNote";
import type { Staff } from "~/live/useStaff";
import { agendaOf, type Item } from "~/rules/meeting/state";
import type { Speech } from "~/rules/meeting/talk";
import { limits } from "~/words/limits";
import { plainOf } from "~/words/phrase";
import { clock } from "~/words/time";
import { zhChair } from "~/words/zh-chair";
import { ActButton } from "./act-button";
import { ActForm } from "./act-form";
import { Area } from "./field";
import { Fold } from "./page";
import { plainLine } from "./phrase";

const { record: words, console: shared } = zhChair;
type Part = { staff: Staff };

/** Who spoke on each item, in order, with what was noted; earlier items are folded. */
export function Speeches({ staff }: Part) {
  const { view, texts } = staff.meeting;
  const spoken = (item: Item) => view.speeches.filter((one) => one.item === item.id && isSpoken(one)).sort((a, b) => a.from! - b.from!);
  const items = agendaOf(view).filter((item) => spoken(item).length > 0).reverse();
  const list = (item: Item) => <ol className="rows">{spoken(item).map((speech, i) => <Spoken key={speech.request} staff={staff} speech={speech} place={i + 1} />)}</ol>;
  return (
    <section>
      <h2>{words.speeches}</h2>
      {items.length === 0 && <p className="empty">{words.noSpeech}</p>}
      {items.map((item) => (item.id === view.current ? <div key={item.id}>{list(item)}</div> : <Fold key={item.id} title={plainLine(texts[item.title.id])}>{list(item)}</Fold>))}
    </section>
  );
}

function Spoken({ staff, speech, place: number }: Part & { speech: Speech; place: number }) {
  const { meeting, place, setAnswer, zone } = staff;
  const { names, texts } = meeting;
  const said = (ref: { id: string } | undefined) => plainOf(ref ? texts[ref.id] : null);
  const [note, points] = [said(speech.note), said(speech.points)];
  const name = names[speech.person] ?? "";
  const isNew = points !== "" && points !== note;
  return (
    <li className="py-3">
      <p><span className="mr-3">{number}</span><strong>{name}</strong><span className="ml-3">{shared.side[speech.side]}</span><span className="meta ml-3">{clock(speech.from ?? 0, zone)}{speech.stage === "speaking" && `　${words.speakingNow}`}</span></p>
      <p className={note ? "whitespace-pre-wrap" : "meta"}>{note || words.noNote}</p>
      {isNew && (
        <div className="say my-2"><span className="meta">{words.points}</span><p className="whitespace-pre-wrap">{points}</p>
          {staff.does("speech.adopt") && <ActButton meeting={meeting} place={place} command={{ type: "speech.adopt", request: speech.request }} className="btn slim" label={`${words.adopt}：${name}`} onAnswer={setAnswer} {...(note && { sure: words.adoptSure })}>{words.adopt}</ActButton>}</div>
      )}
      {staff.does("speech.note") && <ChangeNote staff={staff} request={speech.request} name={name} note={note} />}
    </li>
  );
}

/** A note is written anew in its place. */
function ChangeNote({ staff, request, name, note }: Part & { request: string; name: string; note: string }) {
  return (
    <details className="deed">
      <summary className="btn quiet -ml-2" aria-label={`${words.change}：${name}`}>{words.change}</summary>
      <div><ActForm staff={staff} fixed={{ request }} press={{ type: "speech.note", word: words.save, label: `${words.save}：${name}` }} keeps><Area key={note} label={words.note(name)} name="text" rows={4} maxLength={limits.note} required defaultValue={note} /></ActForm></div>
    </details>
  );
}
