/** npm run bench [-- NAME…] [--quick]: product and limit side by side in one run; one line a figure, and exit 1 where one is missed or anything was lost. */
import { execFileSync } from "node:child_process";
import os from "node:os";
import { parseArgs } from "node:util";
import { build, isFresh } from "../../server/boot/build.mjs";
import { patchPostgres } from "../../server/boot/patch-postgres.mjs";
import { stored, voted } from "./ballots";
import { fanOut } from "./fan-out";
import { isReached, line, type Figure } from "./figure";
import { join } from "./join";
import { council, startProduct, type Bench, type Seeded } from "./product";
import { rates } from "./rates";
import { slow } from "./slow";

const { values, positionals } = parseArgs({ options: { quick: { type: "boolean", default: false } }, allowPositionals: true });
const quick = values.quick;
const size = (full: number, small: number) => (quick ? small : full);

type Part = (bench: Bench, seeded: Seeded) => Promise<Figure[]>;
const parts: Record<string, Part> = {
  join: (bench, seeded) => join(bench, seeded, { phones: size(1000, 40), rounds: size(3, 1) }),
  store: (bench, seeded) => stored(bench, seeded, { ballots: size(5000, 200), rounds: size(3, 1) }),
  votes: (bench, seeded) => voted(bench, seeded, { phones: size(1000, 40), rounds: size(3, 1) }),
  rates: (bench, seeded) => rates(bench, seeded, { phones: size(1000, 60), talkers: size(400, 40), rate: size(200, 20), ms: size(8000, 2000), rounds: size(3, 1) }),
  "fan-out": (bench, seeded) => fanOut(bench, seeded, { phones: size(2000, 60), rounds: size(3, 1), times: size(8, 2) }),
  slow: (bench) => slow(bench, { runs: size(3, 1) }),
};

const unknown = positionals.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`no figure is called ${unknown.join(", ")}; there are: ${Object.keys(parts).join(", ")}`);
  process.exit(2);
}
console.log(`${new Date().toISOString()}  node ${process.version}  ${os.cpus().length} x ${os.cpus()[0]!.model}  commit ${execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim()}`);
if (!isFresh()) await build();
patchPostgres();
const bench = await startProduct((house) => council(house, { members: size(1000, 60) }));
const figures: Figure[] = [];
try {
  for (const [name, part] of Object.entries(parts)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    for (const figure of await part(bench, bench.filled)) { figures.push(figure); console.log(line(figure)); }
  }
} finally {
  await bench.stop();
}
const missed = figures.filter((figure) => !isReached(figure)).length;
console.log(`${figures.length - missed} reached, ${missed} missed`);
process.exit(missed > 0 && !quick ? 1 : 0);
