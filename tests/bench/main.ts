/** npm run bench [-- NAME…] [--quick] [--rounds N]: product and limit side by side in one run; one line a figure, and exit 1 where one is missed or anything was lost. */
import { execFileSync } from "node:child_process";
import os from "node:os";
import { parseArgs } from "node:util";
import { build, isFresh } from "../../server/boot/build.mjs";
import { patchPostgres } from "../../server/boot/patch-postgres.mjs";
import { posted, stored, voted } from "./ballots";
import { fanOut, grown, held } from "./fan-out";
import { isReached, line, type Figure } from "./figure";
import { growth } from "./growth";
import { join } from "./join";
import { opened } from "./open";
import { council, startProduct, type Bench, type Seeded } from "./product";
import { rates } from "./rates";
import { restart } from "./restart";
import { slow } from "./slow";
import { soak } from "./soak";

const { values: { quick, rounds: asked }, positionals } = parseArgs({ options: { quick: { type: "boolean", default: false }, rounds: { type: "string", default: "3" } }, allowPositionals: true });
const rounds = quick ? 1 : Number(asked);
const size = (full: number, small: number) => (quick ? small : full);

type Part = (bench: Bench, seeded: Seeded) => Promise<Figure[]>;
const parts: Record<string, Part> = {
  join: (bench, seeded) => join(bench, seeded, { phones: size(1000, 40), rounds }),
  open: (bench, seeded) => opened(bench, seeded, { long: { present: size(1000, 60), links: size(5000, 300), comments: size(20_000, 500) }, short: { present: size(50, 50), links: 100, comments: 100 }, times: size(30, 3) }),
  store: (bench, seeded) => stored(bench, seeded, { ballots: size(5000, 200), rounds }),
  votes: (bench, seeded) => voted(bench, seeded, { phones: size(1000, 40), rounds }),
  forms: (bench, seeded) => posted(bench, seeded, { voters: size(1000, 40), rounds }),
  rates: (bench, seeded) => rates(bench, seeded, { phones: size(1000, 60), talkers: size(400, 40), rate: size(200, 20), ms: size(8000, 2000), rounds }),
  "fan-out": (bench, seeded) => fanOut(bench, seeded, { phones: size(2000, 60), rounds, events: size(8, 2) }),
  hold: (bench, seeded) => held(bench, seeded, { phones: size(4000, 60), rounds, events: size(8, 2) }),
  recipients: (bench, seeded) => grown(bench, seeded, { few: size(500, 20), many: size(5000, 60), rounds, events: size(8, 2) }),
  slow: (bench) => slow(bench, { runs: size(3, 1) }),
  restart: (bench, seeded) => restart(bench, seeded, { phones: size(1000, 40), rounds }),
};
/** What takes long runs only when it is named. */
const long: Record<string, Part> = {
  soak: (bench, seeded) => soak(bench, seeded, { phones: size(500, 40), talkers: size(50, 10), minutes: size(15, 1), settled: size(2, 0) }),
};
/** The same, with a database of its own. */
const apart: Record<string, () => Promise<Figure[]>> = { growth: () => growth({ past: quick ? [2, 4, 8] : [50, 200, 2000], rounds: quick ? 1 : 7 }) };

const unknown = positionals.filter((name) => !(name in parts || name in long || name in apart));
if (unknown.length > 0) {
  console.error(`no figure is called ${unknown.join(", ")}; there are: ${Object.keys({ ...parts, ...long, ...apart }).join(", ")}`);
  process.exit(2);
}
console.log(`${new Date().toISOString()}  node ${process.version}  ${os.cpus().length} x ${os.cpus()[0]!.model}  commit ${execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim()}`);
if (!isFresh()) await build();
patchPostgres();
const figures: Figure[] = [];
const show = (some: readonly Figure[]) => { for (const figure of some) { figures.push(figure); console.log(line(figure, !quick)); } };
for (const name of positionals.filter((one) => one in apart)) show(await apart[name]!());
const wanted = Object.entries({ ...parts, ...(positionals.length > 0 && long) }).filter(([name]) => positionals.length === 0 || positionals.includes(name));
if (wanted.length > 0) {
  const bench = await startProduct((house) => council(house, { members: size(1000, 60) }));
  try {
    for (const [, part] of wanted) show(await part(bench, bench.filled));
  } finally {
    await bench.stop();
  }
}
if (quick) {
  console.log(`${figures.length} figures taken, each of them correct; --quick judges no speed`);
  process.exit(0);
}
const missed = figures.filter((figure) => !isReached(figure)).length;
console.log(`${figures.length - missed} reached, ${missed} missed`);
process.exit(missed > 0 ? 1 : 0);
