/** A discussion at work, for the tables of its rules. */
import { play, type Play } from "./play";

type Answer = ReturnType<Play["act"]>;
export const said = (answer: Answer) => (Array.isArray(answer) ? "ok" : `${answer.code} ${answer.rule}`);
export const asks = (meeting: Play, person: string, side: "pro" | "con" | "question" = "pro", by = person) => meeting.act(by, { type: "speak.ask", person, side });
export const requestOf = (meeting: Play, person: string) => meeting.state().speeches.filter((one) => one.person === person).pop()!.request;
export const grant = (meeting: Play, person: string) => meeting.must("wang", { type: "floor.grant", request: requestOf(meeting, person) });
/** An item is discussed; li, zhao, chen, liu and a resident are here. */
export const discussing = (options: Parameters<typeof play>[0] = {}) => {
  const meeting = play(options).to("taken");
  meeting.must("recorder", { type: "attendance.arrive", person: "resident" });
  return meeting;
};
