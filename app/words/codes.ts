/** A code in two groups of four, as people read it aloud: 4F7Q K2MX. */
export const inFours = (code: string) => code.replace(/(.{4})(?=.)/g, "$1 ");

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 核验码: the first 40 bits of a base64url hash in Crockford's base32, eight characters that a person can compare. */
export function checkCode(hash: string): string {
  const bytes = atob(hash.slice(0, 8).replace(/-/g, "+").replace(/_/g, "/"));
  let code = "";
  for (let bit = 0; bit < 40; bit += 5) code += alphabet[(((bytes.charCodeAt(bit >> 3) << 8) | bytes.charCodeAt((bit >> 3) + 1)) >> (11 - (bit & 7))) & 31];
  return code;
}
