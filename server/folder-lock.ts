import * as fs from "node:fs";
import path from "node:path";
import { isAlive } from "./embedded-postgres";

/** When a process started, so that a number used again by another process is not taken for it. */
function birth(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ")[19]!;
  } catch {
    return "";
  }
}

/** One process owns a data folder. Throws one line where another does; a lock left by a killed process is taken over. */
export function takeFolder(folder: string): () => void {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "yishi.lock");
  for (;;) {
    try {
      fs.writeFileSync(file, `${process.pid} ${birth(process.pid)}`, { flag: "wx" });
      return () => fs.rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const [pid, born] = fs.readFileSync(file, "utf8").split(" ");
    if (isAlive(Number(pid)) && birth(Number(pid)) === born) throw new Error(`已经有一个议事厅在用这份数据（${folder}，进程 ${pid}）。请先停下它，或用 YISHI_DATA 指定另一个文件夹`);
    fs.rmSync(file, { force: true });
  }
}
