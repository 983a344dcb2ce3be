import type { z } from "zod";
import type { Draft } from "~/rules/meeting/commands";
import type { draftIn } from "~/wire/forms.server";

type Value = z.output<ReturnType<typeof draftIn>>;

/** The form's flat fields as the paper of a meeting. */
export const draftOf = ({ kind, startsAt, title, place, convener, chairStanding, basis, itemId, itemTitle, itemText, resolution, decider }: Value): Draft => ({
  kind, startsAt, title, place, convener, chairStanding, basis,
  items: [{ id: itemId ?? null, kind: "vote", proposer: "", minutes: 0, files: [], title: itemTitle, text: itemText, resolution, decider }],
});
