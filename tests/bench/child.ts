/** A process of the bench's own, and what processes cost: CPU and memory as the kernel counts them. */
import { fork } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const now = () => Number(process.hrtime.bigint()) / 1e6;
export const pause = (ms: number) => new Promise<void>((resolve) => { setTimeout(resolve, ms); });

/** CPU that a process has used, ms: its threads' time on a core, to the nanosecond. */
export function cpuOf(pid: number): number {
  const spent = readdirSync(`/proc/${pid}/task`).map((task) => {
    try {
      return Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "latin1").split(" ")[0]);
    } catch {
      return 0;
    }
  });
  return spent.reduce((sum, one) => sum + one, 0) / 1e6;
}

/** CPU of these processes from now on, ms each. */
export function spending(...pids: readonly number[]): () => number[] {
  const before = pids.map(cpuOf);
  return () => pids.map((pid, i) => cpuOf(pid) - before[i]!);
}

/** Resident memory, KiB. */
export const memoryOf = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "latin1"))![1]);

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
export const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
export const median = (values: readonly number[]) => percentile(values, 0.5);

type Call = { readonly id: number; readonly name: string; readonly asked: unknown };
type Told = { readonly id: number; readonly answer?: unknown; readonly fault?: string };

/** Serves the calls of the process that forked this one. */
export function serve(calls: Record<string, (asked: never) => unknown>): void {
  process.on("message", ({ id, name, asked }: Call) => {
    Promise.resolve().then(() => calls[name]!(asked as never)).then(
      (answer) => process.send!({ id, answer } satisfies Told),
      (reason: unknown) => process.send!({ id, fault: reason instanceof Error ? reason.stack ?? reason.message : String(reason) } satisfies Told),
    );
  });
  process.on("disconnect", () => process.exit(0));
}

export type Child = ReturnType<typeof start>;

/** Starts one of the bench's processes. */
export function start(file: "swarm" | "floor") {
  const child = fork(fileURLToPath(new URL(`./${file}.ts`, import.meta.url)), { execArgv: ["--import", "tsx"], serialization: "advanced" });
  const waiting = new Map<number, (told: Told) => void>();
  let next = 0;
  child.on("message", (told: Told) => { waiting.get(told.id)?.(told); waiting.delete(told.id); });
  child.on("exit", () => { for (const [id, tell] of waiting) tell({ id, fault: `${file} ended` }); });
  return {
    pid: child.pid!,
    call: <Answer>(name: string, asked: unknown = null) => new Promise<Answer>((resolve, reject) => {
      const id = next++;
      waiting.set(id, ({ answer, fault }) => { if (fault === undefined) resolve(answer as Answer); else reject(new Error(fault)); });
      child.send({ id, name, asked } satisfies Call);
    }),
    stop: () => new Promise<void>((resolve) => { child.once("exit", () => resolve()); child.disconnect(); }),
  };
}
