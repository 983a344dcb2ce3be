/** The figures of one running house: for /metrics, and those of the last minutes for the page of staff. Labels are kinds, never people or meetings. */
import { createHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { CommandType } from "../app/rules/meeting/commands";
import type { Log } from "./log";

/** ms: an act that took longer is a line in the log. */
const slow = 1000;
const minute = 60_000;
/** ms between two looks at the loop; what comes on top of it is delay. */
const resolution = 10;
const ofAnswers = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const ofWaits = [0.001, 0.0025, ...ofAnswers];
const ofBatches = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000];

export type Metrics = ReturnType<typeof openMetrics>;
type Kind = "ballot" | "act" | "document";

/** Documents are printed while the act waits: a measure of its own. */
const kindOf = (type: CommandType): Kind => (type === "ballot.cast" ? "ballot" : type === "minutes.publish" ? "document" : "act");

export function openMetrics(log: Log, sockets: () => number) {
  const registry = new Registry();
  const registers = [registry];
  const acknowledgement = new Histogram({ name: "yishi_acknowledgement_seconds", help: "From an act's arrival to its answer, faults too", labelNames: ["kind"], buckets: ofAnswers, registers });
  const wait = new Histogram({ name: "yishi_wait_seconds", help: "How long an act stood in its meeting's line, and then waited for a connection and its transaction's begin", labelNames: ["for"], buckets: ofWaits, registers });
  const batch = new Histogram({ name: "yishi_ballot_batch_size", help: "Ballots that were stored by one statement", buckets: ofBatches, registers });
  const outbox = new Histogram({ name: "yishi_outbox_seconds", help: "From an event's commit, or an opinion's, until it was written to every page here", buckets: ofWaits, registers });
  const handshakes = new Counter({ name: "yishi_reconnects_total", help: "Handshakes with an event number: phones that came back, and pages that came to life", registers });
  const lost = new Counter({ name: "yishi_lost_total", help: "Sockets that fell silent or broke", registers });
  const owed = new Set<{ readonly since: number }>();
  const recent = openRecent();

  new Gauge({ name: "yishi_sockets", help: "Open sockets", registers, collect() { this.set(sockets()); } });
  new Gauge({ name: "yishi_outbox_age_seconds", help: "Age of the oldest news that is not written to every page here", registers, collect() { this.set(newsAge() / 1000); } });
  new Gauge({ name: "yishi_loop_delay_seconds", help: "How late timers were in the last one to two minutes", labelNames: ["at"], registers, collect() { for (const [at, ms] of Object.entries(recent.loop())) this.set({ at }, ms / 1000); } });

  /** ms. In the order in which it was owed: the first is the oldest. */
  const newsAge = () => { for (const { since } of owed) return performance.now() - since; return 0; };

  /** Stops when what was owed is sent, or nobody is left to send it to. */
  function owe(): () => void {
    const debt = { since: performance.now() };
    owed.add(debt);
    return () => { if (owed.delete(debt)) outbox.observe((performance.now() - debt.since) / 1000); };
  }

  function took(type: CommandType, ms: number) {
    const kind = kindOf(type);
    acknowledgement.observe({ kind }, ms / 1000);
    if (kind !== "document") recent.act(ms);
    if (ms > slow) log.warn("slow act", { act: type, ms: Math.round(ms) });
  }

  return {
    registry, owe, newsAge, recent,
    batch: (size: number) => { batch.observe(size); },
    reconnected: () => { handshakes.inc(); },
    lost: (community: string) => { lost.inc(); recent.lost(community); },
    async acknowledged<T>(type: CommandType, work: () => Promise<T>): Promise<T> {
      const started = performance.now();
      try {
        return await work();
      } finally {
        took(type, performance.now() - started);
      }
    },
    waiting(what: "line" | "connection"): () => void {
      const started = performance.now();
      return () => { wait.observe({ for: what }, (performance.now() - started) / 1000); };
    },
    close: () => { recent.close(); },
  };
}

/** The minute that runs and the one before it; of two figures the worse one. */
function openRecent() {
  const open = () => {
    const loop = monitorEventLoopDelay({ resolution });
    loop.enable();
    return { loop, acts: createHistogram(), lost: new Map<string, number>() };
  };
  type Period = ReturnType<typeof open>;
  let periods: readonly [Period, ...Period[]] = [open()];
  const rolling = setInterval(() => {
    periods[0].loop.disable();
    periods = [open(), periods[0]];
  }, minute).unref();
  const worst = (of: (period: Period) => number) => Math.max(0, ...periods.map(of));
  const late = (ns: number) => ns / 1e6 - resolution;

  return {
    act: (ms: number) => { periods[0].acts.record(Math.max(1, Math.round(ms * 1000))); },
    lost: (community: string) => { periods[0].lost.set(community, (periods[0].lost.get(community) ?? 0) + 1); },
    lostIn: (community: string) => periods.reduce((sum, { lost }) => sum + (lost.get(community) ?? 0), 0),
    /** ms. */
    acts: () => ({ count: periods.reduce((sum, { acts }) => sum + acts.count, 0), p50: worst(({ acts }) => acts.percentile(50)) / 1000, p99: worst(({ acts }) => acts.percentile(99)) / 1000 }),
    loop: () => ({ p50: worst(({ loop }) => late(loop.percentile(50))), p99: worst(({ loop }) => late(loop.percentile(99))), max: worst(({ loop }) => late(loop.max)) }),
    close() {
      clearInterval(rolling);
      periods[0].loop.disable();
    },
  };
}
