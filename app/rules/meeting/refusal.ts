import type { RefusalCode } from "./refusal-codes";

/** A "no" of the rules: a code for the words, the id of the rule for the lawyer, figures for the sentence. */
export type Refusal = { readonly ok: false; readonly code: RefusalCode; readonly rule: string; readonly facts: Facts };
export type Facts = Readonly<Record<string, number | string>>;

export type { RefusalCode };

export const refuse = (code: RefusalCode, rule: string, facts: Facts = {}): Refusal => ({ ok: false, code, rule, facts });
