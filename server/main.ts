/** The composition root: configuration, database, house; the only reader of the environment. */
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import path from "node:path";
import { readConfig, type Config } from "./config";
import { loadDemo } from "./demo/load";
import { startEmbedded, type Embedded } from "./embedded-postgres";
import { takeFolder } from "./folder-lock";
import { greet } from "./greeting";
import { openDatabase } from "./store/database";
import { verifyAll } from "./verify";
import { openYishi, type Options, type Yishi } from "./yishi";
import { isPatched } from "./boot/patch-postgres.mjs";

export type Running = { readonly yishi: Yishi; readonly stop: () => Promise<void> };

/** Starts what the configuration asks for. Throws one sentence where that is not possible, with nothing left running. */
export async function start(config: Config, root: string, vite?: Options["vite"]): Promise<Running> {
  if (!isPatched()) throw new Error("数据库驱动没有打补丁，连接中断会让程序退出。请用 npm start 启动");
  const folder = path.resolve(root, config.dataFolder);
  const release = config.databaseUrl ? () => {} : takeFolder(folder);
  let embedded: Embedded | null = null;
  try {
    embedded = config.databaseUrl ? null : await startEmbedded(folder);
    const yishi = await openYishi({ config, databaseUrl: config.databaseUrl ?? embedded!.url, secret: config.secret ?? secretIn(folder), root, ...(vite && { vite }) });
    await loadDemo(yishi.house);
    await greet(yishi, { demo: config.demo, embedded, folder });
    return { yishi, stop: async () => { await yishi.close(); await embedded?.stop(); release(); } };
  } catch (reason) {
    await embedded?.stop();
    release();
    throw reason;
  }
}

/** Verifies every log; answers the exit code. It reads beside a running product, and starts the database where none runs. */
export async function verify(root: string): Promise<number> {
  try {
    const config = readConfig(process.env);
    const embedded = config.databaseUrl ? null : await startEmbedded(path.resolve(root, config.dataFolder));
    const database = await openDatabase(config.databaseUrl ?? embedded!.url, path.join(root, "drizzle"));
    const { meetings, links, findings } = await verifyAll(database.db);
    await database.close();
    if (embedded && !embedded.adopted) await embedded.stop();
    for (const { place, seq, why } of findings) console.log(`会议 ${place.meeting}（社区 ${place.community}）第 ${seq} 条：${why}`);
    console.log(`查了 ${meetings} 次会议、${links} 条记录，${findings.length === 0 ? "都接得上" : `${findings.length} 次会议有问题`}`);
    return findings.length === 0 ? 0 : 1;
  } catch (reason) {
    console.error(reason instanceof Error ? reason.message : reason);
    return 2;
  }
}

/** The installation's secret, made once; several nodes share one by YISHI_SECRET. */
function secretIn(folder: string): string {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "secret");
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600 });
  return fs.readFileSync(file, "utf8");
}

/**
 * Runs until told to stop; Ctrl-C drains what is under way and stops what was started, also while it is still starting. A second
 * one ends it at once.
 */
export async function main(root: string, vite?: Options["vite"]) {
  let tell = () => {};
  const told = new Promise<void>((resolve) => { tell = resolve; });
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping && signal === "SIGINT") process.exit(1);
      stopping = true;
      tell();
    });
  }
  try {
    const { stop } = await start(readConfig(process.env), root, vite);
    await told;
    await stop();
    process.exit(0);
  } catch (reason) {
    console.error(reason instanceof Error ? reason.message : reason);
    process.exit(1);
  }
}
