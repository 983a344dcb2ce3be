/** People with real slips, passwords and browsers, as they come to the doors. */
import { invite, slipsFor } from "../../server/store/slips";
import { browser, type Community, type TestHouse } from "../house";

export const password = "十个字以上的密码才够长";

export async function slipOf({ house }: Pick<TestHouse, "house">, community: Community, name: string) {
  const [slip] = await slipsFor(house.database.db, house.links, { community: community.id, people: [community.person(name)] });
  return slip!;
}

/** A browser that sits in the person's seat by slip. */
export async function seated(house: TestHouse, community: Community, name: string, device = browser(house.url)) {
  const { token } = await slipOf(house, community, name);
  await device.get(`/s/${token}`);
  const answer = await device.post(`/s/${token}`, { later: "on" });
  if (answer.status !== 303) throw new Error(`${name} was not seated: ${answer.status}`);
  return device;
}

export const invitationFor = ({ house }: Pick<TestHouse, "house">, community: Community, name: string) =>
  invite(house.database.db, house.links, { community: community.id, person: community.person(name), now: house.clock.now() });

/** A browser in which the person has set a login and a password. */
export async function withPassword(house: TestHouse, community: Community, { name, login, device = browser(house.url) }: { name: string; login: string; device?: ReturnType<typeof browser> }) {
  const path = `/welcome/${await invitationFor(house, community, name)}`;
  await device.get(path);
  const answer = await device.post(path, { login, password });
  if (answer.status !== 303) throw new Error(`${name} was not let in: ${answer.status}`);
  return device;
}

export const signIn = (device: ReturnType<typeof browser>, login: string, word = password, more: Record<string, string> = {}) => device.post("/sign-in", { login, password: word, ...more });

/** The session's cookie, name and all. */
export const sessionOf = (device: ReturnType<typeof browser>) => [...device.cookies].find(([name]) => name.endsWith("yishi-session"))?.[1] ?? "";
export const isSignedIn = async (device: ReturnType<typeof browser>) => (await device.get("/devices")).status === 200;
export const cookiesOf = (device: ReturnType<typeof browser>) => [...device.cookies.values()].join("; ");
