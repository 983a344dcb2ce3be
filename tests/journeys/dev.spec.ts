/** `npm run dev` on a copy of the sources: a change of a page and of the server is taken up, and what was typed stays. */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { isAlive } from "../../server/embedded-postgres";
import { freePort } from "../../server/ports";
import { ended, launch, postgresOf, root } from "./product";

const parts = ["app", "server", "drizzle", "public", "package.json", "tsconfig.json", "remix.config.js", "vite.config.ts", "env.d.ts"];

/** Inside of the project, where the packages are found. */
function copy(): string {
  mkdirSync(path.join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(path.join(root, ".cache/dev-"));
  for (const part of parts) cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  return folder;
}

test("npm run dev takes up a change of a page and of the server, keeps what was typed, and stops what it started", async ({ page }) => {
  const [cwd, data, port] = [copy(), mkdtempSync(path.join(tmpdir(), "yishi-dev-")), await freePort()];
  chmodSync(data, 0o755);
  const { child } = await launch({ PORT: String(port), YISHI_DATA: data, DATABASE_URL: "", PUBLIC_ORIGIN: "" }, { cwd, script: "server/boot/dev.mjs" });
  try {
    await page.goto(`http://localhost:${port}/sign-in`);
    const [login, password] = [page.getByLabel("登录名"), page.getByLabel("密码")];
    await page.waitForFunction(() => "__remixRouter" in window);
    await login.fill("写了一半");
    const words = path.join(cwd, "app/words/zh-pages.ts");
    writeFileSync(words, readFileSync(words, "utf8").replace("居民不用密码，扫入场条就能进会。", "居民扫入场条就能进会。"));
    await expect(page.getByText("居民扫入场条就能进会。")).toBeVisible({ timeout: 20_000 });
    await expect(login).toHaveValue("写了一半");

    await password.fill("还没写完的密码");
    const guards = path.join(cwd, "server/guards.ts");
    const before = (await page.request.get(page.url())).headers()["referrer-policy"];
    writeFileSync(guards, readFileSync(guards, "utf8").replaceAll(`"${before}"`, "\"origin\""));
    await expect.poll(async () => (await page.request.get(page.url()).catch(() => null))?.headers()["referrer-policy"], { timeout: 40_000 }).toBe("origin");
    await expect(login).toHaveValue("写了一半");
    await expect(password).toHaveValue("还没写完的密码");
  } finally {
    const postgres = postgresOf({ folder: data });
    child.kill("SIGTERM");
    await ended(child);
    for (const folder of [cwd, data]) rmSync(folder, { recursive: true, force: true });
    expect(isAlive(postgres), "its PostgreSQL still runs").toBe(false);
  }
});
