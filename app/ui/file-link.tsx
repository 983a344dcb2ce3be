import { href } from "~/paths";
import type { FileCard } from "~/wire/before";
import { zhBefore } from "~/words/zh-before";

/** A file by its name and size; one that is not yet in the agenda cannot be opened. */
export function FileLink({ at, file: { id, name, bytes }, open = true }: { at: { community: string; meeting: string }; file: FileCard; open?: boolean }) {
  const words = <>{name}<span className="meta">（{zhBefore.files.size(bytes)}）</span></>;
  return open ? <a className="file-link" href={href("file", { ...at, file: id })} download>{words}</a> : <span className="file-link">{words}</span>;
}
