import type { DraftDoor, Saved } from "~/wire/minutes";
import type { DraftChange } from "~/wire/minutes-forms.server";

/** One change of the draft at the recorder's desk; false where it could not be done. */
export async function changeDraft(draft: DraftDoor, change: DraftChange): Promise<Saved | boolean> {
  switch (change.do) {
    case "save": return draft.save(change);
    case "take": return draft.take(change.section);
    case "renew": return draft.renew(change.section);
    case "pick": return draft.pick(change.shown.map((one) => ({ ...one, on: change.picked.some(({ source, ref }) => source === one.source && ref === one.ref) })));
    case "add": return draft.addTask(change.key, taskOf(change));
    case "change": return draft.changeTask(change.task, taskOf(change));
    case "remove": return draft.removeTask(change.task);
    case "dissent": return draft.dissent(change);
  }
}

type TaskFields = Extract<DraftChange, { do: "add" | "change" }>;
const taskOf = (change: TaskFields) => ({ matter: change.matter, owner: change.owner, support: change.support, dueOn: change.dueOn, standard: change.standard, item: "item" in change ? change.item : null });
