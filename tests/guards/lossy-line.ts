/** A TCP line to PostgreSQL that can be told to cut: instead of passing on a chunk from the server, it drops the connection. */
import net from "node:net";
import { onTestFinished } from "vitest";

/** loseCommit: the next COMMIT arrives, but the near side finds the line dead; away: from then on every line. */
export type Line = { readonly url: string; cut(share: number): void; cuts(): number; chunks(): number; loseCommit(away?: "away"): void };

/** seed: the same cuts at the same chunks, as far as chunks arrive in the same order. */
export async function lossyLine(databaseUrl: string, seed: number): Promise<Line> {
  const [target, url] = [new URL(databaseUrl), new URL(databaseUrl)];
  const open = new Set<net.Socket>();
  const told = { share: 0, cuts: 0, chunks: 0, lose: null as (() => void) | null };
  let state = seed;
  const chance = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  const server = net.createServer((near) => {
    const far = net.connect(Number(target.port || 5432), target.hostname);
    const end = () => { near.destroy(); far.destroy(); open.delete(near); open.delete(far); };
    for (const socket of [near, far]) {
      open.add(socket);
      socket.setNoDelay(true).on("error", end).on("close", end);
    }
    const isCommit = commits();
    near.on("data", (chunk) => {
      far.write(chunk);
      if (!isCommit(chunk) || !told.lose) return;
      told.lose();
      told.lose = null;
      near.removeListener("close", end).destroy();
    });
    far.on("data", (chunk) => {
      told.chunks += 1;
      if (chance() >= told.share) return void near.write(chunk);
      told.cuts += 1;
      end();
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  onTestFinished(() => { server.close(); for (const socket of open) socket.destroy(); });
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as net.AddressInfo).port);
  return { url: url.href, cut: (share) => { told.share = share; }, cuts: () => told.cuts, chunks: () => told.chunks, loseCommit: (away) => { told.lose = () => { if (away) told.share = 1; }; } };
}

/** Whether a chunk of one connection asks for a COMMIT: in words the first time, by the prepared statement's name from then on. */
function commits(): (chunk: Buffer) => boolean {
  let name: string | null = null;
  return (chunk) => {
    const text = chunk.toString("latin1");
    name = /([a-z0-9]+)\0commit\0/.exec(text)?.[1] ?? name;
    return name !== null && text.includes(`\0${name}\0`);
  };
}
