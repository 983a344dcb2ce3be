/** The list of doors is the product's: nothing is missing from it, and it names nothing that is gone. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { ServerBuild } from "@remix-run/node";
import { expect, inject, test } from "vitest";
import { commandTypes } from "../../app/rules/meeting/decide";
import { command } from "../../app/wire/commands.server";
import { commands, doors, verbs } from "./registry";

async function built() {
  const build = await import(/* @vite-ignore */ path.join(inject("root"), "build/server/index.js")) as ServerBuild;
  return Object.values(build.routes).flatMap((route) => (route ? [route] : []));
}

test("every route of the built product is in the list, and every one in the list is a route", async () => {
  expect(Object.keys(doors).sort()).toEqual((await built()).map(({ id }) => id).sort());
});

test("every loader and every action is in the list, and none that is gone", async () => {
  const has = (await built()).map(({ id, module }) => [id, { loads: module.loader !== undefined, acts: module.action !== undefined }] as const);
  const listed = Object.entries(doors).map(([id, { loads, acts }]) => [id, { loads: loads !== null, acts: acts.length > 0 }] as const);
  expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(has));
});

test("every route with an id of the community in its address says what happens with a foreign one", async () => {
  const ids = /:(meeting|person|body|item|round)\b/;
  for (const { id, path: pattern = "" } of await built()) if (ids.test(pattern) && id !== "routes/act/route") expect([id, doors[id]!.foreign !== undefined]).toEqual([id, true]);
});

test("every command of the rules is in the list, and the wire lets exactly these in", () => {
  expect(Object.keys(commands).sort()).toEqual([...commandTypes].sort());
  expect(command.options.map((one) => one.shape.type.value).sort()).toEqual([...commandTypes].sort());
});

test("a command that is not of the rules is malformed, whatever it is called", () => {
  for (const type of ["", "vote", "__proto__", "constructor", "toString", "meeting.delete", "round.open ", "ROUND.OPEN"]) expect(command.safeParse({ type, round: "0123456789abcdef" }).success).toBe(false);
});

test("a socket has one verb", () => {
  const source = readFileSync(path.join(inject("root"), "server/live.ts"), "utf8");
  const heard = [...source.matchAll(/phone\.on(?:ce|Any)?\("([\w-]+)"/g)].map(([, name]) => name!).filter((name) => name !== "error" && name !== "disconnecting");
  expect(heard).toEqual([...verbs]);
});
