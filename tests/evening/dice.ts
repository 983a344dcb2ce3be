/** Dice that fall the same way for the same seed (mulberry32). */
export type Dice = ReturnType<typeof dice>;

export function dice(seed: number) {
  let state = seed >>> 0;
  function roll(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  return {
    chance: (share: number) => roll() < share,
    under: (most: number) => Math.floor(roll() * most),
    of: <T>(all: readonly T[]): T => all[Math.floor(roll() * all.length)]!,
  };
}
