import type { ImportPreview, ImportRow } from "../../app/wire/context";
import { home } from "../../app/words/names";
import { sha256 } from "../ids";
import type { PhoneBook } from "../phone";
import type { Drizzle, Transaction } from "../store/database";
import { addPerson, changePerson, everybody, type PersonFields } from "../store/people";
import { householdKey, readRoster, type RosterLine, type RosterRow } from "./roster";

type Reader = Drizzle | Transaction;
type Known = Awaited<ReturnType<typeof everybody>>[number];
type Planned = { readonly line: RosterLine; readonly kind: ImportRow["kind"]; readonly known: Known | null; readonly why: string };
type Deps = { db: Reader; community: string; phones: PhoneBook };

const compared = ["title", "grid", "standing"] as const;
const labels = { title: "称呼", grid: "网格", standing: "身份", phone: "电话" };

/** What a list would do: each line added, changed, skipped as it stands already, or an error, and why. */
async function plan(content: string, { db, community, phones }: Deps): Promise<Planned[] | string> {
  const lines = readRoster(content);
  if (typeof lines === "string") return lines;
  const known = new Map((await everybody(db, community)).map((person) => [householdKey(person), person]));
  return lines.map((line) => {
    if (line.error) return { line, kind: "error", known: null, why: line.error };
    const before = known.get(householdKey(line.row)) ?? null;
    if (!before) return { line, kind: "added", known: null, why: "" };
    const changes = differences(line.row, before, phones.open(community, before.phone));
    return changes.length === 0
      ? { line, kind: "skipped", known: before, why: "和现在一样" }
      : { line, kind: "changed", known: before, why: changes.join("，") };
  });
}

/** An empty cell says nothing and changes nothing. */
function differences(row: RosterRow, before: Known, phone: string): string[] {
  const changes = compared.filter((field) => row[field] !== "" && row[field] !== before[field]).map((field) => `${labels[field]}改为${row[field]}`);
  return row.phone !== "" && row.phone !== phone ? [...changes, `${labels.phone}有变化`] : changes;
}

const count = (planned: readonly Planned[], kind: ImportRow["kind"]) => planned.filter((one) => one.kind === kind).length;

/** sign: names exactly what was previewed; applying something else is refused. */
function previewOf(content: string, planned: readonly Planned[]): ImportPreview {
  const rows = planned.map(({ line: { line, row }, kind, why }) => ({ line, kind, name: row.name, home: home(row), why }));
  return {
    rows, total: rows.length,
    added: count(planned, "added"), changed: count(planned, "changed"), skipped: count(planned, "skipped"), errors: count(planned, "error"),
    sign: sha256(JSON.stringify([content, rows])),
  };
}

export async function previewRoster(content: string, deps: Deps): Promise<ImportPreview | string> {
  const planned = await plan(content, deps);
  return typeof planned === "string" ? planned : previewOf(content, planned);
}

/** All or nothing: writes only what was previewed, and nothing while a line has an error. done tells which. */
export async function applyRoster(content: string, sign: string, { db, community, phones }: Deps & { db: Drizzle }): Promise<(ImportPreview & { done: boolean }) | string> {
  return db.transaction(async (tx) => {
    const planned = await plan(content, { db: tx, community, phones });
    if (typeof planned === "string") return planned;
    const preview = previewOf(content, planned);
    if (preview.errors > 0 || preview.sign !== sign) return { ...preview, done: false };
    for (const { line: { row }, kind, known } of planned) await write(tx, { community, phones, row, kind, known });
    return { ...preview, done: true };
  });
}

async function write(tx: Transaction, { community, phones, row, kind, known }: { community: string; phones: PhoneBook; row: RosterRow; kind: ImportRow["kind"]; known: Known | null }) {
  if (kind === "added") {
    const id = await addPerson(tx, community, { ...row, phone: phones.seal(community, row.phone) });
    if (!id) throw new Error("a person of this name moved in while the list was applied");
  }
  if (kind !== "changed" || !known) return;
  const fields: Partial<PersonFields> = Object.fromEntries(compared.filter((field) => row[field] !== "").map((field) => [field, row[field]]));
  await changePerson(tx, { community, person: known.id }, row.phone === "" ? fields : { ...fields, phone: phones.seal(community, row.phone) });
}
