import type { Attempts } from "./attempts";
import type { Auth, Visitor } from "./auth";
import type { Cookies } from "./cookies";
import type { Clock, Council } from "./council";
import type { Halls } from "./hall";
import type { Keys } from "./ids";
import type { Live } from "./live";
import type { Log } from "./log";
import type { Metrics } from "./metrics";
import type { Press } from "./minutes/press";
import type { Nodes } from "./store/nodes";
import type { PhoneBook } from "./phone";
import type { PresenceCodes } from "./presence";
import type { Database } from "./store/database";
import type { Pulse } from "./store/pulse";
import type { SecretLinks } from "./store/slips";
import type { TalkHouse } from "./talk";

/** Everything the composition root made, for the doors. */
export type House = {
  readonly database: Database;
  readonly halls: Halls;
  readonly talk: TalkHouse;
  readonly press: Press;
  readonly council: Council;
  readonly auth: Auth;
  readonly cookies: Cookies;
  readonly links: SecretLinks;
  readonly attempts: Attempts;
  readonly presence: PresenceCodes;
  readonly phones: PhoneBook;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly pulse: Pulse;
  readonly demo: boolean;
  readonly live: () => Live;
  readonly nodes: () => Nodes;
};

/** People or bodies are called otherwise: what names them is made anew, on every node. */
export function renamed({ halls, nodes }: Pick<House, "halls" | "nodes">): void {
  halls.forgetNames();
  nodes().names();
}

/** One request's visitor. */
export type Visit = {
  readonly visitor: Visitor | null;
  readonly cookie: string | undefined;
  readonly agent: string | undefined;
  readonly address: string;
  readonly origin: string;
  readonly nonce: string;
};
