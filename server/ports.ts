import net from "node:net";

/** A port that nobody listens on, below the range from which the kernel takes ports for outgoing connections. */
export async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  return await isFree(port) ? port : freePort();
}

const isFree = (port: number) => new Promise<boolean>((resolve) => {
  const server = net.createServer().on("error", () => resolve(false)).listen(port, () => server.close(() => resolve(true)));
});
