/** n of d, both whole numbers, 0 < n <= d. */
export type Fraction = readonly [n: number, d: number];

/** strict: the figure itself does not suffice (超过, 过半数); otherwise it does (以上, 达到). */
export type Threshold = { readonly fraction: Fraction; readonly strict: boolean };

/** [T1] «n/d 以上»: the figure itself counts (民法典 art. 1259). Cross-multiplied, so no rounding decides a vote. */
export const atLeast = (part: number, whole: number, [n, d]: Fraction) => part * d >= whole * n;

/** [T2] «超过 n/d», «过半数»: the figure itself does not count (民法典 art. 1259). */
export const moreThan = (part: number, whole: number, [n, d]: Fraction) => part * d > whole * n;

export const meets = (part: number, whole: number, { fraction, strict }: Threshold) =>
  strict ? moreThan(part, whole, fraction) : atLeast(part, whole, fraction);

/** [T3] The fewest whole votes that meet the threshold in a base of `whole`; more than `whole` where none do. */
export function needed(whole: number, { fraction: [n, d], strict }: Threshold): number {
  const product = whole * n;
  return strict ? Math.floor(product / d) + 1 : Math.ceil(product / d);
}

/** A fraction a person may enter: whole numbers with 0 < n <= d <= 100. */
export const isFraction = (value: Fraction) =>
  value.every((part) => Number.isInteger(part) && part > 0 && part <= 100) && value[0] <= value[1];
