/** The log as it comes out of a process. */
import { spawnSync } from "node:child_process";
import { expect, inject, test } from "vitest";

const secret = "SECRET-OF-SOMEBODY";

function logged(code: string): Record<string, unknown>[] {
  const { stderr } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", `import { openLog } from "./server/log.ts"; const log = openLog("info"); const secret = ${JSON.stringify(secret)}; ${code}`], { cwd: inject("root"), encoding: "utf8" });
  return stderr.trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
}

test("every line is JSON with its time, and holds no cookie, password, token or choice, whatever it is given", () => {
  const [line, ...more] = logged(`log.warn("request", { at: "/s", status: 500, cookie: secret, password: secret, token: secret, choice: secret });`);
  expect(more).toEqual([]);
  expect(line).toMatchObject({ msg: "request", at: "/s", status: 500 });
  expect(line!.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  expect(JSON.stringify(line)).not.toContain(secret);
});

test("of a fault the log holds number, place, the server's own words and our stack: no query and no parameter", () => {
  const [line] = logged(`const cause = Object.assign(new Error("duplicate key"), { code: "23505", detail: secret, parameters: [secret] });
    log.fault(new Error("Failed query: insert into ballot values ($1) params: " + secret, { cause }), "act");`);
  expect(line).toMatchObject({ where: "act", message: "duplicate key", code: "23505", msg: "fault" });
  expect(line!.id).toMatch(/^[0-9A-Z]{8}$/);
  expect(JSON.stringify(line)).not.toContain(secret);
});
