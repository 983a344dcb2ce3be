/** A TCP line to PostgreSQL that can be told to cut: instead of passing on a chunk from the server, it drops the connection. */
import net from "node:net";
import { onTestFinished } from "vitest";

export type Line = { readonly url: string; cut(share: number): void; cuts(): number; chunks(): number };

/** seed: the same cuts at the same chunks, as far as chunks arrive in the same order. */
export async function lossyLine(databaseUrl: string, seed: number): Promise<Line> {
  const [target, url] = [new URL(databaseUrl), new URL(databaseUrl)];
  const open = new Set<net.Socket>();
  const told = { share: 0, cuts: 0, chunks: 0 };
  let state = seed;
  const chance = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  const server = net.createServer((near) => {
    const far = net.connect(Number(target.port || 5432), target.hostname);
    const end = () => { near.destroy(); far.destroy(); open.delete(near); open.delete(far); };
    for (const socket of [near, far]) {
      open.add(socket);
      socket.setNoDelay(true).on("error", end).on("close", end);
    }
    near.on("data", (chunk) => { far.write(chunk); });
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
  return { url: url.href, cut: (share) => { told.share = share; }, cuts: () => told.cuts, chunks: () => told.chunks };
}
