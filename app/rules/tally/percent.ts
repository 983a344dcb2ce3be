import { meets, type Threshold } from "./threshold";

/**
 * [T9] A share as one string with one decimal, or null where the base is 0.
 * Rounded half up, but never to 0.0% or 100.0% unless it is, and never across the threshold that decides:
 * a share that falls short never reads as enough, nor the reverse.
 */
export function percent(part: number, whole: number, threshold?: Threshold): string | null {
  if (whole === 0) return null;
  let tenths = Math.floor((part * 2000 + whole) / (2 * whole));
  if (part < whole && tenths >= 1000) tenths = 999;
  if (part > 0 && tenths === 0) tenths = 1;
  if (threshold) tenths = onTheTrueSide(tenths, meets(part, whole, threshold), threshold);
  return `${Math.floor(tenths / 10)}.${tenths % 10}%`;
}

function onTheTrueSide(tenths: number, met: boolean, threshold: Threshold): number {
  const reads = meets(tenths, 1000, threshold);
  if (met && !reads) return tenths + 1;
  return !met && reads ? tenths - 1 : tenths;
}
