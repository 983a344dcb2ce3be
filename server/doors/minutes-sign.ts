import { paperOf, type MinutesState, type SignDoor } from "../../app/wire/minutes";
import { signaturesNeeded } from "../../app/rules/meeting/minutes-way";
import type { Hall } from "../hall";
import type { House } from "../house";
import type { Actor } from "../seats";
import { readDraft } from "../store/minutes";
import { namesOf } from "../store/people";
import type { MinutesHere } from "./minutes";
import { isChosen, keepUpload } from "./upload";

/** How far the minutes have come, by names. hash: of the draft as it stands. */
export async function stateOf({ database: { db } }: House, { place, state: { minutes }, texts }: Hall, hash: string): Promise<MinutesState> {
  const { confirmed, returned, signatures, editions } = minutes;
  const names = await namesOf(db, place.community, [...signatures.map(({ person }) => person), ...(confirmed ? [confirmed.by] : [])]);
  const name = (person: string) => names.get(person)?.full ?? "";
  return {
    confirmed: confirmed?.hash === hash ? { at: confirmed.at, by: name(confirmed.by) } : null, changed: confirmed !== null && confirmed.hash !== hash,
    returned: returned && { at: returned.at, note: texts.get(returned.note?.id ?? "")?.body ?? "" },
    signatures: signatures.map(({ person, at, photo }) => ({ name: name(person), at, photo: photo?.file ?? null })), versions: editions.length, needed: signaturesNeeded,
  };
}

type Here = Pick<MinutesHere, "place" | "hall" | "act"> & { readonly actor: Actor; readonly zone: string };

/** For those who sign: they read what is confirmed before they do. */
export function signDoor(house: House, { place, hall, actor, act }: Here): SignDoor {
  const { database: { db }, clock } = house;
  return {
    async view() {
      const draft = await readDraft(db, place);
      const hash = draft?.hash ?? "";
      const state = await stateOf(house, hall, hash);
      const confirmed = state.confirmed !== null;
      const signed = confirmed && hall.state.minutes.signatures.some(({ person }) => person === actor.person);
      return { over: draft !== null, hash, paper: draft && confirmed ? paperOf(draft.record.public, "public", null) : null, confirmed, signed, state };
    },
    async sign(key, { hash, photo }) {
      const kept = isChosen(photo) ? await keepUpload(db, place, { file: photo, by: actor.person, at: clock.now(), types: ["image/jpeg", "image/png"] }) : null;
      if (typeof kept === "string") return kept;
      return act({ key, command: { type: "minutes.sign", hash, photo: kept?.id ?? null } });
    },
  };
}
