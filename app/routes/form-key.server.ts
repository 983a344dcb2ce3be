import { randomBytes } from "node:crypto";

/** A key for one page's forms: sent twice, they are one act. */
export const newFormKey = () => randomBytes(16).toString("hex");
