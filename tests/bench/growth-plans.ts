/** What the database itself says of every statement that it ran (auto_explain): how long it took, how many pages it touched, and by what plan. */
import { closeSync, openSync, readSync, statSync } from "node:fs";

/** Flags of a server that says it; it is silent until a database is told to speak. */
export const explaining = [
  "-c", "shared_preload_libraries=auto_explain", "-c", "auto_explain.log_analyze=on", "-c", "auto_explain.log_buffers=on", "-c", "auto_explain.log_timing=off", "-c", "auto_explain.log_format=json",
  "-c", "auto_explain.log_nested_statements=on", "-c", "auto_explain.log_parameter_max_length=0", "-c", "log_line_prefix=%d~",
] as const;

type Node = { readonly "Node Type": string; readonly "Relation Name"?: string; readonly Operation?: string; readonly "Actual Rows": number; readonly "Actual Loops": number; readonly "Index Searches"?: number; readonly "Rows Removed by Filter"?: number; readonly "Shared Hit Blocks": number; readonly "Shared Read Blocks": number; readonly Plans?: readonly Node[] };
export type Ran = { readonly database: string; readonly text: string; readonly ms: number; readonly plan: Node };

/** Reads on in the log: what was said since the last call. */
export function listenTo(file: string): () => Ran[] {
  let at = statSync(file).size;
  return () => {
    const end = statSync(file).size;
    const bytes = Buffer.alloc(end - at);
    const handle = openSync(file, "r");
    readSync(handle, bytes, 0, bytes.length, at);
    closeSync(handle);
    at = end;
    return [...bytes.toString().matchAll(/^([^~\n]*)~LOG: {2}duration: ([\d.]+) ms {2}plan:\n((?:\t.*\n)+)/gm)].map(([, database, ms, json]) => {
      const { "Query Text": text, Plan: plan } = JSON.parse(json!) as { "Query Text": string; Plan: Node };
      return { database: database!, text: spoken(text), ms: Number(ms), plan };
    });
  };
}

/** The statement however many values it was asked with. */
const spoken = (text: string) => text.replace(/\s+/g, " ").replace(/\(\$\d+(?:, ?\$\d+)*\)(?:, ?\(\$\d+(?:, ?\$\d+)*\))*/g, "($…)").trim();

const within = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(within)];
export const pagesOf = ({ plan }: Ran) => plan["Shared Hit Blocks"] + plan["Shared Read Blocks"];

/** Looked up in an index, or written into one: each may go a level deeper in a tree that has grown, and no more. */
export const descents = ({ plan }: Ran) => within(plan).reduce((sum, node) => {
  if (/^(Index|Index Only|Bitmap Index) Scan$/.test(node["Node Type"])) return sum + (node["Index Searches"] ?? node["Actual Loops"]);
  return node["Node Type"] === "ModifyTable" ? sum + 5 * Math.max(1, ...(node.Plans ?? []).map((one) => one["Actual Rows"] * one["Actual Loops"])) : sum;
}, 0);

const few = 200;
/** Tables of which a statement read more than a few rows from one end to the other. */
export const readWhole = ({ plan }: Ran): string[] => within(plan)
  .filter((node) => /Seq Scan$/.test(node["Node Type"]) && (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"] > few).map((node) => node["Relation Name"] ?? node["Node Type"]);

export const drawn = (node: Node, deep = 0): string[] => [
  `${"  ".repeat(deep)}${node["Node Type"]} ${node["Relation Name"] ?? ""} rows ${node["Actual Rows"]} x ${node["Actual Loops"]}${node["Rows Removed by Filter"] ? `, ${node["Rows Removed by Filter"]} removed` : ""}, pages ${node["Shared Hit Blocks"] + node["Shared Read Blocks"]}`,
  ...(node.Plans ?? []).flatMap((one) => drawn(one, deep + 1)),
];
