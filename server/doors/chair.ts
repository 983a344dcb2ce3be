import { isEntitled, isStaff, type Role } from "../../app/rules/meeting/rights";
import type { StaffTalkDoor } from "../../app/wire/chair";
import type { Hall } from "../hall";
import type { House } from "../house";
import { findPeople } from "../store/people";

const found = 20;

/** The chair's and the recorder's own questions about a meeting. */
export function chairDoor({ database: { db }, talk }: House, hall: Hall, roles: () => Promise<readonly Role[]>): StaffTalkDoor {
  return {
    async opinions({ item, before }) {
      if (!isStaff(await roles())) return null;
      const { rows, more } = await talk.page(hall, { item, before, audience: "staff", person: null });
      return { rows, more };
    },
    async findPeople(search) {
      const held = await roles();
      if (!isEntitled("speak.ask", held, false) && !isEntitled("late.enter", held, false)) return null;
      return search ? (await findPeople(db, hall.place.community, { search, after: null })).people.slice(0, found) : [];
    },
  };
}
