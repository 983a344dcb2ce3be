import { useMemo, useRef, useState } from "react";
import { encode } from "uqr";
import type { NoticeSheet } from "~/wire/before";
import { shareText, whenLines } from "~/words/notice";
import { zhBefore } from "~/words/zh-before";
import { useScripted } from "./scripted";

/** What is pasted into a group: the words, and a picture drawn on the phone with its own fonts. */
export function NoticeShare({ sheet, zone }: { sheet: NoticeSheet; zone: string }) {
  const { share } = zhBefore;
  return (
    <section className="mt-8" id="share">
      <h2 className="border-b-2 border-ink pb-2">{share.title}</h2>
      <p className="my-2 meta">{share.hint}</p>
      <ShareText text={shareText(sheet, zone)} />
      <SharePicture sheet={sheet} zone={zone} />
    </section>
  );
}

/** Without script, or where the browser lets nothing be copied, the words can be selected. */
function ShareText({ text }: { text: string }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [said, say] = useState("");
  const ready = useScripted();
  const { share } = zhBefore;
  async function copy() {
    area.current!.select();
    const done = await copied(text);
    say(done ? share.copied : share.byHand);
  }
  return (
    <div className="field">
      <label htmlFor="share-text">{share.text}</label>
      <textarea id="share-text" ref={area} readOnly rows={8} value={text} />
      <p className="flex items-center gap-4 min-h-tap">{ready && <button type="button" className="btn slim" onClick={() => void copy()}>{share.copy}</button>}<span role="status">{said}</span></p>
    </div>
  );
}

/** Over plain http a phone has no clipboard of the new kind; the old command copies what is selected. */
async function copied(text: string): Promise<boolean> {
  try {
    // Not there on a page over plain http, whatever the types say.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (!clipboard) return document.execCommand("copy");
    await clipboard.writeText(text);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}

function SharePicture({ sheet, zone }: { sheet: NoticeSheet; zone: string }) {
  const ready = useScripted();
  const picture = useMemo(() => (ready ? drawn(sheet, zone) : null), [ready, sheet, zone]);
  const { share } = zhBefore;
  return (
    <figure className="mt-4">
      <figcaption className="font-semibold mb-1">{share.picture}</figcaption>
      {picture ? <img src={picture.src} width={width} height={picture.height} alt={share.alt(sheet.title)} className="w-full max-w-sm h-auto border border-line" /> : <p className="meta">{share.noPicture}</p>}
    </figure>
  );
}

const width = 750;
const longest = 1600;
const margin = 60;
const qrSize = 240;

/** The picture as a data address, as high as its words need; null where the browser draws none. */
function drawn(sheet: NoticeSheet, zone: string): { readonly src: string; readonly height: number } | null {
  const canvas = Object.assign(document.createElement("canvas"), { width, height: longest });
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  const height = Math.min(longest, Math.ceil(drawWords(pen, sheet, zone)) + 40 + qrSize + margin);
  canvas.height = height;
  pen.fillStyle = "#fffefa";
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = "#1b4a73";
  pen.fillRect(0, 0, width, 12);
  pen.fillStyle = "#24211c";
  drawWords(pen, sheet, zone);
  drawFoot(pen, sheet, height - margin - qrSize);
  return { src: canvas.toDataURL("image/png"), height };
}

/** Answers how far down the words came. */
function drawWords(pen: CanvasRenderingContext2D, sheet: NoticeSheet, zone: string): number {
  const { share, notice } = zhBefore;
  const write = writer(pen);
  let y = write(notice.heading(sheet.body), { y: 76, size: 30 });
  y = write(sheet.title, { y: y + 14, size: 46, bold: true, most: 3 });
  y = write(whenLines(sheet, zone), { y: y + 24, size: 32, bold: true, most: 3 });
  y = write(sheet.place, { y: y + 4, size: 32, most: 2 }) + 28;
  for (const [i, item] of sheet.items.entries()) {
    const rest = sheet.items.length - i;
    if (y + 200 > longest - qrSize - 2 * margin && rest > 1) return write(share.more(rest), { y: y + 12, size: 30 });
    y = write(`${zhBefore.agenda.position(i + 1)}${item.title}（${zhBefore.itemKind[item.kind]}）`, { y: y + 12, size: 30, most: 2 });
  }
  return y;
}

function drawFoot(pen: CanvasRenderingContext2D, sheet: NoticeSheet, top: number) {
  const { share, notice } = zhBefore;
  const write = writer(pen);
  drawQr(pen, sheet.url, top);
  const x = margin + qrSize + 24;
  const y = write(share.scan, { y: top + 50, size: 30, bold: true, x, most: 2 });
  write(`${notice.code(sheet.code)}\n${sheet.issuer}`, { y: y + 12, size: 26, x, most: 3 });
}

/** What never begins a line hangs at the end of the one before. */
const hangs = /[，。、；：！？）」》]/;

type Line = { readonly y: number; readonly size: number; readonly bold?: boolean; readonly x?: number; readonly most?: number };

/** Writes words in lines that fit, at most so many, and answers where the next line may stand. */
const writer = (pen: CanvasRenderingContext2D) => (text: string, { y, size, bold = false, x = margin, most = 1 }: Line): number => {
  pen.font = `${bold ? 700 : 400} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  const lines: string[] = [];
  for (const part of text.split("\n")) {
    let line = "";
    for (const letter of part) {
      if (pen.measureText(line + letter).width > width - margin - x && !hangs.test(letter)) { lines.push(line); line = ""; }
      line += letter;
    }
    lines.push(line);
  }
  const shown = lines.slice(0, most);
  if (lines.length > most) shown[most - 1] = `${[...shown[most - 1]!].slice(0, -1).join("")}…`;
  shown.forEach((line, i) => pen.fillText(line, x, y + size + i * size * 1.4));
  return y + shown.length * size * 1.4;
};

function drawQr(pen: CanvasRenderingContext2D, url: string, top: number) {
  const { data, size } = encode(url, { ecc: "M", border: 2 });
  const cell = Math.floor(qrSize / size);
  pen.fillStyle = "#fff";
  pen.fillRect(margin, top, cell * size, cell * size);
  pen.fillStyle = "#000";
  data.forEach((row, y) => row.forEach((dark, x) => { if (dark) pen.fillRect(margin + x * cell, top + y * cell, cell, cell); }));
  pen.fillStyle = "#24211c";
}
