/** A code in two groups of four, as people read it aloud: 4F7Q K2MX. */
export const inFours = (code: string) => code.replace(/(.{4})(?=.)/g, "$1 ");

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 核验码: the first 40 bits of a base64url hash in Crockford's base32, eight characters that a person can compare. */
export function checkCode(hash: string): string {
  const bits = Array.from(atob(hash.replace(/-/g, "+").replace(/_/g, "/").slice(0, 8)).slice(0, 5), (letter) => letter.charCodeAt(0)).reduce((sum, byte) => sum * 256 + byte, 0);
  return Array.from({ length: 8 }, (_, i) => alphabet[Math.floor(bits / 32 ** (7 - i)) % 32]).join("");
}
