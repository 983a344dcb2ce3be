/** Acts by the public door, for what a journey needs to have happened and does not look at. */
import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import type { Command } from "../../app/rules/meeting/commands";
import type { MeetingState } from "../../app/rules/meeting/state";
import { meetingOf } from "./hall";

/** One act of the person whose device it is. */
export async function does(page: Page, command: Command): Promise<void> {
  const answer = await page.request.post(`${meetingOf(page)}/act`, { headers: { origin: new URL(page.url()).origin }, data: { key: randomBytes(16).toString("hex"), command } });
  expect([command.type, answer.status(), answer.ok() ? "" : await answer.text()]).toEqual([command.type, 200, ""]);
}

type Loaded = { readonly scene: { readonly view: MeetingState; readonly names: Readonly<Record<string, string>> } };
type Router = { readonly state: { readonly loaderData: Readonly<Record<string, Loaded>> } };

/** The meeting as the chair's page is given it when it is loaded. */
export async function sceneOf(chair: Page): Promise<Loaded["scene"]> {
  await chair.goto(`${meetingOf(chair)}/chair`);
  await chair.waitForFunction(() => "__remixRouter" in window);
  return chair.evaluate(() => (window as unknown as { __remixRouter: Router }).__remixRouter.state.loaderData["routes/chair/route"]!.scene);
}

/** Who somebody is in the meeting, by their name. */
export const idIn = ({ names }: Loaded["scene"], name: string): string => Object.entries(names).find(([, one]) => one === name)![0];
