/** What people do while something is discussed; the chair, who looks at another screen, acts by requests of their own page. */
import type { Page } from "playwright";
import type { Command } from "../../app/rules/meeting/commands";
import { expect, meetingOf } from "./hall";

/** One act as the page's person. */
export async function act(page: Page, command: Command): Promise<{ at: number }> {
  const answer = await page.context().request.post(`${meetingOf(page)}/act`, {
    data: { key: `${Date.now()}-${Math.random().toString(36).slice(2, 12)}-0123456789`, command }, headers: { origin: new URL(page.url()).origin, accept: "application/json" },
  });
  const said = await answer.json() as { ok: boolean; at: number; code?: string };
  // What an earlier test of the file came to stays.
  if (said.code === "already-here" || (said.code === "wrong-stage" && command.type === "meeting.open")) return said;
  expect([command.type, said]).toMatchObject([command.type, { ok: true }]);
  return said;
}

export const itemOf = async (page: Page): Promise<string> => /items\/([0-9a-z]{16})/.exec((await page.locator("main a[href*='/items/']").first().getAttribute("href"))!)![1]!;
/** The value of a hidden field of a form on the page: whom or what it concerns. */
export const fieldOf = (page: Page, name: string): Promise<string> => page.locator(`input[type=hidden][name=${name}]`).first().inputValue();

/** The meeting is open and its first item taken. */
export async function discuss(chair: Page): Promise<string> {
  await act(chair, { type: "meeting.open" });
  await chair.goto(meetingOf(chair));
  const item = await itemOf(chair);
  await act(chair, { type: "item.take", item });
  return item;
}
