import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Keys } from "./ids";

export type PhoneBook = ReturnType<typeof phoneBook>;

/** Phone numbers lie in the database only as AES-256-GCM; bound to the community, so that a row copied elsewhere does not open. */
export function phoneBook(keys: Keys) {
  const key = keys.mac("phone", "aes-256-gcm");
  return {
    seal(community: string, phone: string): string | null {
      if (!phone) return null;
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(community));
      const body = Buffer.concat([cipher.update(phone, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url");
    },
    /** The number, or an empty string where there is none or it cannot be opened with this installation's secret. */
    open(community: string, sealed: string | null): string {
      if (!sealed) return "";
      const bytes = Buffer.from(sealed, "base64url");
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12)).setAAD(Buffer.from(community)).setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
      } catch {
        return "";
      }
    },
  };
}
