import type { Keys } from "./ids";
import type { Place } from "./store/chain";

const minute = 60_000;

/**
 * What the big screen shows, new every minute; the one before is still valid, for whoever is slow. The four digits are typed,
 * five tries a seat; the QR carries a value of 96 bits, since a link may be tried by anybody as often as they like.
 */
export function presenceCodes(keys: Keys) {
  const codeAt = ({ community, meeting }: Place, slot: number) =>
    String(keys.mac("presence", `${community}/${meeting}/${slot}`).readUInt32BE(0) % 10_000).padStart(4, "0");
  const scanAt = ({ community, meeting }: Place, slot: number) => keys.mac("presence-scan", `${community}/${meeting}/${slot}`, 12).toString("base64url");
  const isOf = (at: typeof codeAt) => (place: Place, given: string, now: number) => {
    const slot = Math.floor(now / minute);
    return [slot, slot - 1].some((one) => at(place, one) === given);
  };
  return {
    now: (place: Place, now: number) => codeAt(place, Math.floor(now / minute)),
    scan: (place: Place, now: number) => scanAt(place, Math.floor(now / minute)),
    isValid: isOf(codeAt),
    wasScanned: isOf(scanAt),
  };
}
export type PresenceCodes = ReturnType<typeof presenceCodes>;
