/** A figure: product and limit in the same rounds, their ratio against its goal. */
import os from "node:os";
import { median } from "./child";

export type Round = { readonly product: number; readonly limit: number };
/** goal: the most (or the least) that the ratio may be; of "product" the absolute number itself is judged. unit: of both numbers. */
export type Figure = { readonly name: string; readonly goal: number; readonly least?: true; readonly of?: "product"; readonly unit: string; readonly rounds: readonly Round[]; readonly note?: string };

/** What the load costs must not be taken for the server: it has to cost less. CPU, ms. */
export const loadFigure = (part: string, rounds: readonly { readonly server: number; readonly load: number }[]): Figure =>
  ({ name: `${part}: CPU of the load beside the server's (the limit)`, goal: 1, unit: "ms", rounds: rounds.map(({ server, load }) => ({ product: load, limit: server })) });

const short = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2));

/** The median of the rounds' ratios, or of the product's own numbers. */
export const judged = ({ rounds, of }: Figure) => median(rounds.map(({ product, limit }) => (of === "product" ? product : product / limit)));
export const isReached = (figure: Figure) => (figure.least ? judged(figure) >= figure.goal : judged(figure) <= figure.goal);

/** judged: whether it says if the goal is reached; a run for correctness only does not. */
export function line(figure: Figure, isJudged: boolean): string {
  const { name, goal, least, of, unit, rounds, note } = figure;
  const words = of === "product" ? `${short(judged(figure))} ${unit}` : `ratio ${short(judged(figure))}`;
  return [name.padEnd(52), words.padEnd(16), `goal ${least ? ">=" : "<="} ${goal}`.padEnd(14), (isJudged ? (isReached(figure) ? "reached" : "MISSED") : "correct").padEnd(8),
    `product ${short(median(rounds.map(({ product }) => product)))} ${unit}, limit ${short(median(rounds.map(({ limit }) => limit)))} ${unit}`, `load ${os.loadavg()[0]!.toFixed(1)}`, note ?? ""].filter(Boolean).join("  ");
}
