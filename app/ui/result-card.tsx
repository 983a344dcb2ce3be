import { useState } from "react";
import { zhPages } from "~/words/zh-pages";
import type { CardWords } from "./result-picture";
import { Banner } from "./page";
import { useScripted } from "./scripted";

type Props = { card: CardWords; text: string };

/** What may be shared of a result: a short text, which stands there to be selected, and with a script a picture to keep or send on. */
export function ResultCard({ card, text }: Props) {
  const [picture, setPicture] = useState<{ url: string; file: File } | null>(null);
  const [said, say] = useState<string | null>(null);
  const live = useScripted();

  async function draw() {
    try {
      const { drawCard } = await import("./result-picture");
      const { url, blob } = await drawCard(card);
      setPicture({ url, file: new File([blob], `${card.verdict}.png`, { type: "image/png" }) });
    } catch {
      say(zhPages.card.failed);
    }
  }
  /** Outside of https a page has no clipboard: then the text is selected, to be copied by hand. */
  async function copy() {
    const copied = await (navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"))).then(() => true, () => false);
    const shown = document.querySelector("[data-card-text]");
    if (!copied && shown) window.getSelection()?.selectAllChildren(shown);
    say(copied ? zhPages.card.copied : zhPages.card.selected);
  }

  return (
    <section className="mt-6">
      <h2 className="mb-1">{zhPages.card.title}</h2>
      <p className="my-2 break-all" data-card-text>{text}</p>
      <p className={`flex flex-wrap gap-2 ${live ? "" : "invisible"}`}><button type="button" className="btn slim" onClick={() => void copy()}>{zhPages.card.copy}</button>{!picture && <button type="button" className="btn slim" onClick={() => void draw()}>{zhPages.card.draw}</button>}</p>
      {said && <div className="mt-2"><Banner calm>{said}</Banner></div>}
      {picture && <Picture {...picture} alt={text} />}
    </section>
  );
}

function Picture({ url, file, alt }: { url: string; file: File; alt: string }) {
  const shares = typeof navigator.canShare === "function" && navigator.canShare({ files: [file] });
  return (
    <figure className="mt-4">
      <img src={url} alt={alt} width={1080} className="w-full h-auto border border-line" data-card />
      <figcaption className="meta my-2">{zhPages.card.hint}</figcaption>
      {shares && <button type="button" className="btn slim" onClick={() => void navigator.share({ files: [file] }).catch(() => undefined)}>{zhPages.card.share}</button>}
    </figure>
  );
}
