import { fileRef } from "./meeting";
import { signaturesNeeded, wasThere } from "./minutes-way";
import { refuse, type Refusal } from "./refusal";
import { given, type Rule } from "./rule";
import type { MeetingState } from "./state";

const afterwards = ({ stage }: MeetingState): Refusal | null => (stage === "closed" ? null : refuse("meeting-on", "D1"));

/** [D1] The chair confirms the draft as it was read; a change afterwards needs it confirmed anew. */
export const confirm: Rule<"minutes.confirm"> = {
  guard: afterwards,
  happen: (_, { hash }, { facts }) => (given(facts.draftHash, "draftHash") === hash ? [{ type: "minutes.confirmed", hash }] : refuse("draft-changed", "D1")),
};

export const giveBack: Rule<"minutes.return"> = {
  guard: (state, { note }) => afterwards(state) ?? (note.trim() ? null : refuse("reason-missing", "D1")),
  happen: (_, { note }, { keep }) => [{ type: "minutes.returned", note: keep("returned", note) }],
};

/** [D2] What is signed is what was confirmed, and is unchanged. */
export const sign: Rule<"minutes.sign"> = {
  guard: (state, { hash }, { person }) => {
    const early = afterwards(state);
    if (early) return early;
    if (state.minutes.confirmed?.hash !== hash) return refuse("not-confirmed", "D2");
    if (state.minutes.signatures.some((one) => one.person === person)) return refuse("already-signed", "D2");
    return wasThere(state, person) ? null : refuse("not-present", "D2");
  },
  happen: (_, { hash, photo }, ctx) => {
    if (given(ctx.facts.draftHash, "draftHash") !== hash) return refuse("draft-changed", "D2");
    if (photo && !given(ctx.facts.fileOf, "fileOf")(photo)) return refuse("unknown-file", "D2");
    return [{ type: "minutes.signed", hash, ...(photo && { photo: fileRef(photo, ctx) }) }];
  },
};

/** [D3] Confirmed, signed twice and unchanged, they are published; a correction is a version of its own, with its reason. */
export const publish: Rule<"minutes.publish"> = {
  guard: (state, { hash, reason }) => {
    const early = afterwards(state);
    if (early) return early;
    const { confirmed, signatures, editions } = state.minutes;
    if (confirmed?.hash !== hash) return refuse("not-confirmed", "D3");
    if (signatures.length < signaturesNeeded) return refuse("signatures-missing", "D2", { present: signatures.length, needed: signaturesNeeded });
    return editions.length > 0 && !reason.trim() ? refuse("reason-missing", "D3") : null;
  },
  happen: ({ minutes: { editions } }, { hash, reason }, { facts, keep }) => {
    if (given(facts.draftHash, "draftHash") !== hash) return refuse("draft-changed", "D3");
    const again = editions.length > 0 && { reason: keep("correction", reason) };
    return [{ type: "minutes.published", version: editions.length + 1, hash, ...given(facts.edition, "edition"), ...again }];
  },
};

/** [D5] Objections are taken while the public notice runs; each has a number. */
export const object: Rule<"objection.file"> = {
  guard: ({ minutes: { editions } }, { text }) => {
    if (editions.length === 0) return refuse("period-over", "D5");
    return text.trim() ? null : refuse("text-missing", "D5");
  },
  happen: ({ minutes: { objections } }, { person, text }, { facts, keep }) => {
    if (!given(facts.known, "known")) return refuse("unknown-person", "D5");
    if (!given(facts.noticeRuns, "noticeRuns")) return refuse("period-over", "D5");
    return [{ type: "objection.filed", objection: objections.length + 1, person, text: keep("objection", text) }];
  },
};

export const answerObjection: Rule<"objection.answer"> = {
  guard: ({ minutes: { objections } }, { objection, text }) => {
    const found = objections.find(({ number }) => number === objection);
    if (!found) return refuse("unknown-objection", "D5");
    if (found.answeredAt !== null) return refuse("objection-answered", "D5");
    return text.trim() ? null : refuse("text-missing", "D5");
  },
  happen: (_, { objection, text }, { keep }) => [{ type: "objection.answered", objection, text: keep("objection-answer", text) }],
};
