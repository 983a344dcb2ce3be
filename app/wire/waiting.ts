/** What waits for somebody of staff in a community. */
import type { MinutesTask } from "~/rules/meeting/minutes-way";

type Of = { readonly meeting: string; readonly title: string };
/** An objection by its number, with the last day for the answer where the rules have one; or the minutes, by what is to be done. Days of the community's calendar. */
export type Waiting = (Of & { readonly what: "objection"; readonly number: number; readonly due: string | null; readonly late: boolean }) | (Of & { readonly what: Exclude<MinutesTask, "read" | "await"> });
