import type { Keys } from "./ids";
import type { Place } from "./store/chain";

const minute = 60_000;

/** The four digits on the big screen, new every minute; the one before is still valid, for whoever types slowly. */
export function presenceCodes(keys: Keys) {
  const codeAt = ({ community, meeting }: Place, slot: number) =>
    String(keys.mac("presence", `${community}/${meeting}/${slot}`).readUInt32BE(0) % 10_000).padStart(4, "0");
  return {
    now: (place: Place, now: number) => codeAt(place, Math.floor(now / minute)),
    isValid: (place: Place, typed: string, now: number) => {
      const slot = Math.floor(now / minute);
      return [slot, slot - 1].some((one) => codeAt(place, one) === typed);
    },
  };
}
export type PresenceCodes = ReturnType<typeof presenceCodes>;
