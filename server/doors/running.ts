import type { Cause, Pace, Running } from "../../app/wire/running";
import type { House } from "../house";

/** online, lost: of the community. loop, news: ms. */
export type Figures = { readonly online: number; readonly lost: number; readonly acts: { readonly count: number; readonly p50: number; readonly p99: number }; readonly database: number | null; readonly loop: number; readonly news: number };

/** ms that a person does not mind, and ms after which they press again or ask their neighbour. */
const bearable = { acts: [1000, 3000], database: [100, 1000], loop: [100, 500], news: [1000, 5000] } as const;
/** Of a hundred phones, so many lines may break; a few always do. */
const mayBreak = { few: 3, some: 0.05, many: 0.25 };

const pace = (figure: number, [good, slow]: readonly [number, number]): Pace => (figure <= good ? "good" : figure <= slow ? "slow" : "bad");
const worst = (paces: readonly Pace[]): Pace => (paces.includes("bad") ? "bad" : paces.includes("slow") ? "slow" : "good");

/** The figures as words are chosen by. */
export function judged({ online, lost, acts, database, loop, news }: Figures): Running {
  const machine: Record<Cause, Pace> = { database: database === null ? "bad" : pace(database, bearable.database), computer: pace(loop, bearable.loop), news: pace(news, bearable.news) };
  return {
    phones: { online, lost, pace: lost <= mayBreak.few ? "good" : pace(lost / (online + lost), [mayBreak.some, mayBreak.many]) },
    acts: { count: acts.count, typical: acts.p50, slowest: acts.p99, pace: acts.count === 0 ? "good" : pace(acts.p99, bearable.acts) },
    machine: { database, pace: worst(Object.values(machine)), causes: (Object.keys(machine) as Cause[]).filter((cause) => machine[cause] !== "good") },
  };
}

/** As it is now, seen from this node. */
export async function runningNow({ metrics: { recent, newsAge }, live, pulse }: House, community: string): Promise<Running> {
  const database = await pulse(bearable.database[1]);
  return judged({ online: live().onlineIn(community), lost: recent.lostIn(community), acts: recent.acts(), database, loop: recent.loop().p99, news: newsAge() });
}
