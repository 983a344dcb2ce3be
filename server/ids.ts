import { createHash, createHmac, hash, randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Crockford's base32 of whole groups of 5 bytes. */
export function base32(bytes: Uint8Array): string {
  let text = "";
  let [bits, held] = [0, 0];
  for (const byte of bytes) {
    bits = ((bits & 31) << 8) | byte;
    for (held += 8; held >= 5; held -= 5) text += alphabet[(bits >> (held - 5)) & 31];
  }
  return text;
}

/** Random bytes are taken from the system by the page: one id at a time costs ten times as much. */
let [pool, used] = [Buffer.alloc(0), 0];
function random(bytes: number): Uint8Array {
  if (used + bytes > pool.length) [pool, used] = [randomBytes(4000), 0];
  used += bytes;
  return pool.subarray(used - bytes, used);
}

/** 80 random bits as 16 characters that are safe in an address. */
export const newId = () => base32(random(10)).toLowerCase();

/** A meeting's public code, 30 bits: photographed from the wall it opens nothing but what everybody may watch. */
export const newMeetingCode = () => base32(randomBytes(5)).slice(0, 6);

/** What a person typed, as a code: lower case, spaces, full width, O for 0 and I or L for 1 are all accepted. */
export const normaliseCode = (typed: string) =>
  typed.normalize("NFKC").toUpperCase().replace(/[OIL]/g, (letter) => (letter === "O" ? "0" : "1")).replace(/[^0-9A-Z]/g, "");

export const sha256 = (text: string) => hash("sha256", text, "base64url");

/** An id that is the same for the same text: what is made twice of one form is made once. */
export const idFrom = (text: string) => base32(createHash("sha256").update(text).digest().subarray(0, 10)).toLowerCase();

export type Keys = {
  /** A value that only this installation can make. bytes: how many to keep of 32. */
  mac(purpose: string, value: string, bytes?: number): Buffer;
};

export const keysFrom = (secret: string): Keys => ({
  mac: (purpose, value, bytes = 32) => createHmac("sha256", secret).update(`${purpose}\0${value}`).digest().subarray(0, bytes),
});
