import { isEntitled, isStaff, type Role } from "../../app/rules/meeting/rights";
import { minutesTask } from "../../app/rules/meeting/minutes-way";
import type { MeetingState } from "../../app/rules/meeting/state";
import { dayValue } from "../../app/words/date-fields";
import type { Waiting } from "../../app/wire/waiting";
import type { House } from "../house";
import type { Actor } from "../seats";
import { meetingsOf } from "../store/meetings";

/** Older meetings are done with. */
const mostMeetings = 20;
const day = 24 * 3600_000;

type Here = { readonly community: string; readonly actor: Actor; readonly today: string; readonly zone: string };

/** What this person can do now for meetings that are over: objections to answer, minutes to write, confirm, sign and publish. */
export async function waitingFor({ database: { db }, halls, council }: House, { community, actor, today, zone }: Here): Promise<Waiting[]> {
  const over = (await meetingsOf(db, community, { most: 50 })).filter(({ stage }) => stage === "closed").slice(0, mostMeetings);
  const found = await Promise.all(over.map(async ({ id, title }) => {
    const place = { community, meeting: id };
    const roles = await council.rolesAt(place, actor);
    if (!isStaff(roles)) return [];
    await halls.refresh(place);
    const state = (await halls.get(place))?.state;
    const of = { meeting: id, title: title ?? "" };
    return state ? [...objectionsIn(state, roles, { today, zone }).map((one) => ({ ...of, ...one })), ...minutesIn(state, { person: actor.person, roles }).map((what) => ({ ...of, what }))] : [];
  }));
  return found.flat();
}

function objectionsIn({ minutes: { objections }, conduct }: MeetingState, roles: readonly Role[], { today, zone }: Pick<Here, "today" | "zone">) {
  if (!isEntitled("objection.answer", roles, false)) return [];
  return objections.filter(({ answeredAt }) => answeredAt === null).map(({ number, at }) => {
    const due = conduct && conduct.replyDays > 0 ? dayValue(at + conduct.replyDays * day, zone) : null;
    return { what: "objection" as const, number, due, late: due !== null && today > due };
  });
}

/** The draft waits for its writer until it was out once; a correction is nobody's duty. */
function minutesIn(state: MeetingState, who: { person: string; roles: readonly Role[] }) {
  const task = minutesTask(state, who);
  if (task === null || task === "read" || task === "await") return [];
  const { confirmed, editions } = state.minutes;
  return task === "write" && (confirmed !== null || editions.length > 0) ? [] : [task];
}
