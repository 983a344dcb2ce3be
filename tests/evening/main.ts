/** npm run evening -- --url http://localhost:3000 --people 200 --seed 1: a whole evening through the public doors of a running demo; one JSON report, and exit 1 on any difference. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runEvening } from "./run";

const { values } = parseArgs({
  options: { url: { type: "string", default: "http://localhost:3000" }, people: { type: "string", default: "60" }, seed: { type: "string", default: "1" }, comments: { type: "string", default: "2" }, links: { type: "string" } },
});
const links = values.links ?? path.join(process.env.YISHI_DATA ?? fileURLToPath(new URL("../../.yishi", import.meta.url)), "demo-links.json");
if (!existsSync(links)) {
  console.error(`没有 ${links}：请先在另一个终端运行 npm start（演示社区），或用 --links 指明链接文件`);
  process.exit(2);
}
const count = (name: "people" | "seed" | "comments", least: number, most: number) => {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  console.error(`--${name} 要是 ${least} 到 ${most} 的整数`);
  process.exit(2);
};
const ask = { url: values.url, links: JSON.parse(readFileSync(links, "utf8")) as Record<string, string>, people: count("people", 12, 2000), seed: count("seed", 0, 1e9), comments: count("comments", 1, 50) };
const report = await runEvening(ask).catch((reason: unknown) => {
  console.error(reason instanceof Error ? reason.stack : reason);
  process.exit(1);
});
console.log(JSON.stringify(report, null, 2));
process.exit(report.faults.length === 0 ? 0 : 1);
