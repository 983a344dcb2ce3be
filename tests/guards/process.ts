/** The built product as a process of its own, with everything it says. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inject, onTestFinished } from "vitest";
import { secret, waitFor } from "../house";

export type Process = { readonly ended: Promise<number | null>; readonly said: () => string; readonly kill: (signal: "SIGTERM" | "SIGKILL") => void };

/** root: where the product lies; port 0 takes any. */
export function productAt(databaseUrl: string, { root = inject("root"), env = {} }: { root?: string; env?: Record<string, string> } = {}): Process {
  const data = mkdtempSync(path.join(tmpdir(), "yishi-process-"));
  const script = `const { main } = await import(${JSON.stringify(path.join(root, "build/main.js"))}); await main(${JSON.stringify(root)});`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NODE_ENV: "production", DATABASE_URL: databaseUrl, YISHI_SECRET: secret, YISHI_DATA: data, PORT: "0", ...env },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => { said += String(part); });
  const ended = new Promise<number | null>((resolve) => { child.once("exit", resolve); });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
    rmSync(data, { recursive: true, force: true });
  });
  return { ended, said: () => said, kill: (signal) => { child.kill(signal); } };
}

/** Where it serves: known once the last line of its greeting has come. One that ends, or takes too long, fails with what it said. */
export async function served({ said, ended }: Process): Promise<string> {
  let over = false;
  void ended.then(() => { over = true; });
  const isUp = () => said().includes("按 Ctrl-C 停止");
  await waitFor(() => over || isUp(), 30_000).catch(() => {});
  const address = isUp() && /这台电脑：(\S+)/.exec(said())?.[1];
  if (over || !address) throw new Error(`the product does not serve:\n${said()}`);
  return address;
}
