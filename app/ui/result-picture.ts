/** The result as a picture, drawn on the phone itself with the phone's own fonts; nothing is sent anywhere. */
import { encode } from "uqr";
import { choices, type Choice, type Tally } from "~/rules/tally/verdict";
import { zh } from "~/words/zh";
import { zhResult } from "~/words/result";
import { zhPages } from "~/words/zh-pages";

/** Everything on the card, in words. shares: what the votes are a share of, or nothing. need: where on the bar the line that decides stands, 0 to 1. */
export type CardWords = {
  readonly community: string; readonly when: string; readonly title: string; readonly verdict: string; readonly sentence: string; readonly tally: Tally; readonly shares: Readonly<Record<Choice, string | null>>;
  readonly base: number; readonly baseWords: string; readonly need: number; readonly referral: string | null; readonly code: string; readonly link: string;
};

const width = 1080;
const gutter = 72;
const sans = '-apple-system, "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif';
const song = '"FZXiaoBiaoSong-B05S", "Songti SC", "STSong", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun", serif';
const ink = { paper: "#f7f3ea", ink: "#24211c", soft: "#575146", seal: "#a8321e", line: "#d8d0bf", sheet: "#fffefa", for: "#15605a", against: "#8a5310", abstain: "#5d6470" };

type Brush = CanvasRenderingContext2D;
const font = (size: number, weight = 400, family = sans) => `${weight} ${size}px ${family}`;

/** A line ends between characters, never before a mark that closes, and never within a figure. */
function linesOf(brush: Brush, text: string, room: number): string[] {
  const parts = text.match(/[A-Za-z0-9.,:%]+[人票项位台条次]?|.[，。、；：！？）》」』]*/gu) ?? [];
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    if (line && brush.measureText(line + part).width > room) { lines.push(line); line = part; }
    else line += part;
  }
  return line ? [...lines, line] : lines;
}

/** Writes what fits between the gutters and answers where the next thing begins. */
function write(brush: Brush, text: string, { y, size, weight = 400, color = ink.ink, room = width - 2 * gutter }: { y: number; size: number; weight?: number; color?: string; room?: number }): number {
  brush.font = font(size, weight);
  brush.fillStyle = color;
  const height = Math.round(size * 1.35);
  const lines = text.split("\n").flatMap((line) => linesOf(brush, line, room));
  lines.forEach((line, i) => brush.fillText(line, gutter, y + i * height + size));
  return y + lines.length * height;
}

const stripe = 18;

/** Solid, hatched, dotted: told apart without colour. */
function fill(brush: Brush, choice: Choice, { x, y, w, h }: { x: number; y: number; w: number; h: number }) {
  brush.save();
  brush.beginPath();
  brush.rect(x, y, w, h);
  brush.clip();
  brush.fillStyle = ink[choice];
  brush.strokeStyle = ink[choice];
  if (choice === "for") brush.fillRect(x, y, w, h);
  brush.lineWidth = 6;
  if (choice === "against") for (let at = x - h; at < x + w; at += stripe) { brush.beginPath(); brush.moveTo(at, y + h); brush.lineTo(at + h, y); brush.stroke(); }
  if (choice === "abstain") for (let at = x + 8; at < x + w; at += stripe) for (let down = y + 8; down < y + h; down += stripe) { brush.beginPath(); brush.arc(at, down, 3.5, 0, 7); brush.fill(); }
  brush.restore();
}

function bar(brush: Brush, { tally, base, need, baseWords }: CardWords, y: number): number {
  if (base === 0) return y;
  const [room, h] = [width - 2 * gutter, 64];
  brush.fillStyle = ink.sheet;
  brush.fillRect(gutter, y, room, h);
  let x = gutter;
  for (const choice of choices) {
    const w = Math.min((tally[choice] / base) * room, gutter + room - x);
    if (w > 0) { fill(brush, choice, { x, y, w, h }); brush.fillStyle = ink.ink; brush.fillRect(x + w - 1, y, 2, h); }
    x += w;
  }
  brush.strokeStyle = ink.ink;
  brush.lineWidth = 3;
  brush.strokeRect(gutter, y, room, h);
  brush.fillStyle = ink.paper;
  brush.fillRect(gutter + need * room - 6, y - 14, 12, h + 28);
  brush.fillStyle = ink.ink;
  brush.fillRect(gutter + need * room - 3, y - 14, 6, h + 28);
  return write(brush, baseWords, { y: y + h + 26, size: 32, color: ink.soft });
}

/** The marks of every page: full circle, hatched square, hollow diamond. */
function mark(brush: Brush, choice: Choice, { x, y, size }: { x: number; y: number; size: number }) {
  const half = size / 2;
  brush.strokeStyle = ink[choice];
  brush.fillStyle = ink[choice];
  brush.lineWidth = 4;
  brush.beginPath();
  if (choice === "for") { brush.arc(x + half, y + half, half, 0, 2 * Math.PI); return brush.fill(); }
  if (choice === "against") { fill(brush, choice, { x, y, w: size, h: size }); return brush.strokeRect(x, y, size, size); }
  brush.moveTo(x + half, y);
  for (const [over, down] of [[size, half], [half, size], [0, half]] as const) brush.lineTo(x + over, y + down);
  brush.closePath();
  brush.stroke();
}

/** Three figures side by side, each with its mark, its word and its share. */
function figures(brush: Brush, { tally, shares }: CardWords, y: number): number {
  const column = (width - 2 * gutter) / 3;
  choices.forEach((choice, i) => {
    const x = gutter + i * column;
    mark(brush, choice, { x, y: y + 8, size: 34 });
    brush.fillStyle = ink.ink;
    brush.font = font(36);
    brush.fillText(zh.choice[choice], x + 50, y + 40);
    brush.font = font(84, 700);
    brush.fillText(String(tally[choice]), x, y + 136);
    const wide = brush.measureText(String(tally[choice])).width;
    brush.font = font(32);
    brush.fillStyle = ink.soft;
    brush.fillText(shares[choice] ?? "", x + wide + 14, y + 136);
  });
  return y + 170;
}

const code = 240;

function foot(brush: Brush, { link, code: check, referral, when }: CardWords, y: number): number {
  brush.fillStyle = ink.line;
  brush.fillRect(gutter, y, width - 2 * gutter, 2);
  const top = y + 36;
  const { data, size } = encode(link, { ecc: "M", border: 2 });
  const step = code / size;
  brush.fillStyle = "#fff";
  brush.fillRect(width - gutter - code, top, code, code);
  brush.fillStyle = "#000";
  data.forEach((row, down) => row.forEach((dark, across) => { if (dark) brush.fillRect(Math.floor(width - gutter - code + across * step), Math.floor(top + down * step), Math.ceil(step), Math.ceil(step)); }));
  const room = width - 2 * gutter - code - 40;
  let at = top;
  if (referral) at = write(brush, referral, { y: at, size: 34, room }) + 10;
  at = write(brush, when, { y: at, size: 32, color: ink.soft, room });
  at = write(brush, zhResult.code(check), { y: at, size: 34, weight: 600, room });
  at = write(brush, zhPages.card.scan, { y: at, size: 32, color: ink.soft, room });
  return Math.max(at, top + code) + gutter;
}

/** Draws on one brush and answers how tall the card is; drawn twice, because it is as tall as its words. */
function paint(brush: Brush, card: CardWords): number {
  brush.fillStyle = ink.seal;
  brush.fillRect(gutter, gutter, 76, 76);
  brush.fillStyle = "#fff";
  brush.font = font(50, 700, song);
  brush.textAlign = "center";
  brush.fillText(zh.seal, gutter + 38, gutter + 56);
  brush.textAlign = "left";
  brush.fillStyle = ink.ink;
  brush.font = font(38, 600);
  brush.fillText(card.community, gutter + 98, gutter + 52);
  let y = write(brush, card.title, { y: gutter + 116, size: 52, weight: 700 }) + 24;
  y = write(brush, card.verdict, { y, size: 120, weight: 700 }) + 8;
  y = write(brush, card.sentence, { y, size: 42 }) + 40;
  y = bar(brush, card, y) + 36;
  return foot(brush, card, figures(brush, card, y) + 20);
}

/** As an address that the page may show, and as bytes to hand on. */
export async function drawCard(card: CardWords): Promise<{ url: string; blob: Blob }> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, 10];
  const height = paint(canvas.getContext("2d")!, card);
  canvas.height = Math.ceil(height);
  const brush = canvas.getContext("2d")!;
  brush.fillStyle = ink.paper;
  brush.fillRect(0, 0, width, canvas.height);
  paint(brush, card);
  const blob = await new Promise<Blob>((resolve, reject) => canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("no picture"))), "image/png"));
  return { url: canvas.toDataURL("image/png"), blob };
}
