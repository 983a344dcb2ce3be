import type { Mine } from "~/wire/protocol";
import { href } from "~/paths";
import { officeOf } from "~/words/who";
import { Extra } from "./hall-bar";
import type { HallProps } from "./hall-page";
import { minutesWay } from "./minutes-way";

/** Whoever had an office in the meeting that is over finds their part of its minutes; one who sits by a slip too: the page asks for the password. */
export function MinutesForStaff({ meeting: { view }, at, large, person }: Pick<HallProps, "meeting" | "at" | "large"> & { person: Extract<Mine, { as: "person" }> }) {
  const office = officeOf(view, person);
  const way = office && minutesWay({ view, who: { person: person.person, roles: [...person.roles, office] }, at });
  return way && way.to !== href("minutes", at) ? <a className="btn" href={way.to}>{way.word}</a> : <Extra at={at} large={large} office={null} />;
}
