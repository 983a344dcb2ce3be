/** HTTP as far as a phone needs it: one request after another on a connection that is kept. */
import net from "node:net";

const common = Buffer.allocUnsafe(256 * 1024);

/** A connection whose parts come in memory that all of them share: what stays of a part must be copied. A thousand phones that read files would else cost more than the server that sends them. */
export function dial(port: number): net.Socket {
  const socket: net.Socket = net.connect({ port, host: "127.0.0.1", noDelay: true, onread: { buffer: common, callback: (length, part) => { socket.emit("data", part.subarray(0, length)); return true; } } });
  return socket;
}

export type Sent = { readonly path: string; readonly port: number; readonly cookie: string | null; readonly form?: string };

function head({ path, port, cookie, form }: Sent): string {
  const lines = [`${form === undefined ? "GET" : "POST"} ${path} HTTP/1.1`, `Host: localhost:${port}`, `Origin: http://localhost:${port}`, "Accept: text/html", "Accept-Encoding: gzip, br"];
  if (cookie) lines.push(`Cookie: ${cookie}`);
  if (form !== undefined) lines.push("Content-Type: application/x-www-form-urlencoded", `Content-Length: ${Buffer.byteLength(form)}`);
  return `${lines.join("\r\n")}\r\n\r\n${form ?? ""}`;
}

/** Answers the status, where it leads, and how many bytes came. */
export function ask(socket: net.Socket, sent: Sent): Promise<{ status: string; to: string; bytes: number }> {
  return new Promise((resolve, reject) => {
    let came: Buffer = Buffer.alloc(0);
    let said = "";
    let bytes = 0;
    let left = -1;
    const take = (part: Buffer) => {
      bytes += part.length;
      if (said === "") {
        came = came.length > 0 ? Buffer.concat([came, part]) : part;
        const end = came.indexOf("\r\n\r\n");
        if (end < 0) return void (came = Buffer.from(came));
        said = came.subarray(0, end).toString("latin1");
        const length = /content-length: (\d+)/i.exec(said)?.[1];
        left = length === undefined ? -1 : Number(length) - (came.length - end - 4);
      } else if (left >= 0) left -= part.length;
      const isWhole = left === 0 || (left < 0 && (/transfer-encoding: chunked/i.test(said) ? part.subarray(-5).toString("latin1") === "0\r\n\r\n" : true));
      if (!isWhole) return;
      settle();
      resolve({ status: said.slice(9, 12), to: /location: (\S+)/i.exec(said)?.[1] ?? "", bytes });
    };
    const lost = () => { settle(); reject(new Error("the connection ended")); };
    const settle = () => socket.off("data", take).off("error", lost).off("close", lost);
    socket.on("data", take).once("error", lost).once("close", lost);
    socket.write(head(sent));
  });
}
