import { useEffect, useRef, useState, type FormEvent } from "react";
import { dropTyped, keepTyped, readTyped, sendForm } from "~/live/draft-text";
import type { Saved, Section } from "~/wire/minutes";
import { limits } from "~/words/limits";
import { clock } from "~/words/time";
import { zhMinutes } from "~/words/zh-minutes";
import { Area } from "./field";
import { Banner } from "./page";

/** What a plain form brought back for one paragraph: what was typed stays, beside the newest. */
export type Refused = { readonly section: string; readonly typed: string; readonly why: string; readonly newest: Section | null };
type Props = { section: Section; zone: string; saveUrl: string; writes: boolean; refused: Refused | null };
type Said = "saved" | "restored" | "cut" | "stale" | "held" | "lost" | null;

const pauseToKeep = 200;
const renewEvery = 30_000;

/** One paragraph of the draft. A form without script; with it, what is typed lies on the device until the server has it. */
export function SectionEditor({ section, zone, saveUrl, writes, refused }: Props) {
  const mine = refused?.section === section.id ? refused : null;
  const editor = useEditor(section, { saveUrl, mine });
  const label = zhMinutes.draft.section[section.kind];
  const holder = editor.newest?.held ?? section.held;
  if (!writes) return section.body ? <div className="mt-3"><p className="meta">{label}</p><p className="whitespace-pre-wrap">{section.body}</p></div> : null;
  return (
    <div className="mt-4" id={`s-${section.id}`}>
      <Notes said={editor.said} newest={editor.newest} />
      {holder && (
        <form method="post" className="flex flex-wrap items-center gap-x-4 gap-y-2 mb-2" role="status">
          <span>{zhMinutes.draft.held(holder.name, clock(holder.until, zone))}</span>
          <input type="hidden" name="section" value={section.id} /><button className="btn slim" name="do" value="take">{zhMinutes.draft.take}</button>
        </form>
      )}
      <form method="post" className="grid gap-2" onSubmit={editor.submit} ref={editor.form}>
        <input type="hidden" name="do" value="save" /><input type="hidden" name="section" value={section.id} /><input type="hidden" name="seen" value={editor.seen} />
        <Area label={label} name="body" rows={section.body || mine ? 6 : 3} maxLength={limits.minutesText} defaultValue={mine?.typed ?? section.body} readOnly={holder !== null} hint={zhMinutes.draft.hint} onChange={editor.typing} />
        <div className="flex items-center gap-4"><button className="btn slim" aria-disabled={holder !== null || undefined}>{zhMinutes.draft.save}</button><span className="meta" role="status">{editor.said === "saved" ? zhMinutes.draft.saved : ""}</span></div>
      </form>
    </div>
  );
}

function Notes({ said, newest }: { said: Said; newest: Section | null }) {
  if (said === null || said === "saved") return null;
  const words = { restored: zhMinutes.draft.restored, cut: zhMinutes.draft.cut, stale: zhMinutes.draft.stale, held: zhMinutes.draft.heldNow, lost: zhMinutes.draft.lost };
  return <div className="mb-2"><Banner>{words[said]}{(said === "stale" || said === "held") && newest && <span className="block font-normal whitespace-pre-wrap mt-2">{newest.body || zhMinutes.draft.empty}</span>}</Banner></div>;
}

/** What is typed goes to the device at once, to the server when it is saved; while somebody types, the paragraph stays theirs. */
function useEditor(section: Section, { saveUrl, mine }: { saveUrl: string; mine: Refused | null }) {
  const form = useRef<HTMLFormElement>(null);
  const seen = useRef(mine?.newest?.version ?? section.version);
  const [said, setSaid] = useState<Said>(mine && (mine.why === "stale" || mine.why === "held") ? mine.why : null);
  const [newest, setNewest] = useState<Section | null>(mine?.newest ?? null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const renewed = useRef(0);
  const field = () => form.current!.elements.namedItem("body") as HTMLTextAreaElement;

  useEffect(() => {
    let gone = false;
    void readTyped(section.id).then((typed) => {
      const area = form.current?.elements.namedItem("body") as HTMLTextAreaElement | undefined;
      if (gone || !typed || !area || typed.body === section.body || area.value !== area.defaultValue) return;
      area.value = typed.body;
      setSaid(typed.seen === section.version ? "restored" : "stale");
      if (typed.seen !== section.version) setNewest(section);
    });
    return () => { gone = true; };
  }, [section]);

  function typing() {
    const body = field().value;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void keepTyped(section.id, { body, seen: seen.current }), pauseToKeep);
    if (Date.now() - renewed.current < renewEvery) return;
    renewed.current = Date.now();
    void sendForm<{ ok: boolean }>(saveUrl, { do: "renew", section: section.id }).then((answer) => { if (answer) setSaid((now) => (!answer.ok ? "lost" : now === "lost" ? null : now)); });
  }

  async function save() {
    const body = field().value;
    clearTimeout(timer.current);
    await keepTyped(section.id, { body, seen: seen.current });
    const answer = await sendForm<Saved>(saveUrl, { do: "save", section: section.id, seen: String(seen.current), body });
    if (!answer) return setSaid("cut");
    if (answer.ok) {
      seen.current = answer.version;
      setNewest(null);
      renewed.current = 0;
      // Words that came while it was saved stand upon what was saved, not upon what was there before it.
      if (field().value === body) await dropTyped(section.id);
      else await keepTyped(section.id, { body: field().value, seen: answer.version });
      return setSaid("saved");
    }
    setNewest(answer.newest);
    if (answer.newest && answer.why === "stale") seen.current = answer.newest.version;
    setSaid(answer.why === "held" ? "held" : "stale");
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!field().readOnly) void save();
  };
  return { form, seen: seen.current, said, newest, typing, submit };
}
