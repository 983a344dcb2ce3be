/** Past meetings by the thousand: a real one, written out again under other names by the database itself. */
import type { Sql } from "postgres";
import type { Home } from "./growth-home";

/** Of the community's own, newest first, and of the communities around it. */
export type Grown = { readonly own: number; readonly around: number };
const communities = 49;
const residents = 600;

/**
 * What a column becomes in the copy. Ids that a table alone uses are drawn anew, so that the planner sees as many of them as
 * there would be; those that stand in events stay, since nobody reads the events of a copy beside its rows.
 */
const renamed = (table: string, column: string): string => {
  const whole = `${table}.${column}`;
  if (column === "community_id") return "g.community";
  if (column === "meeting_id" || whole === "meeting.id" || (whole === "directory.ref" && table === "directory")) return "g.meeting";
  if (["person_id", "voter", "author"].includes(column)) return `case when g.community = $1 then t.${column} else bench_id(g.community, t.${column}) end`;
  if (["round_id", "comment_id", "parent", "item_id"].includes(column) || ["round.id", "ballot.id", "comment.id", "agenda_item.id", "screen_link.id", "posting.id"].includes(whole)) return `bench_id(g.meeting, t.${column})`;
  if (whole === "search_entry.pairs") return "array_replace(t.pairs, $1, g.community)";
  if (column === "code") return "bench_id(g.meeting, 'code')";
  if (/^(at|starts_at|announced_at|published_at|since|made_at)$/.test(column)) return `t.${column} - g.back`;
  return `t.${column}`;
};

/** Every table that a meeting has rows in; parents first. */
const tables = ["meeting", "directory", "meeting_event", "meeting_text", "act_receipt", "attendance", "agenda_item", "comment_counter", "comment_total", "round", "round_roll", "ballot", "comment", "comment_agree", "minutes_edition", "minutes_rendition", "search_entry", "screen_link"];
const ofPast: Readonly<Record<string, string>> = {
  meeting: "t.id = $2", directory: "t.kind = 'meeting' and t.ref = $2",
  round_roll: "t.round_id in (select id from round where community_id = $1 and meeting_id = $2)", ballot: "t.round_id in (select id from round where community_id = $1 and meeting_id = $2)",
};

/** Adds past meetings until there are so many. */
export async function grow(sql: Sql, { community, past }: Pick<Home, "community" | "past">, { own, around }: Grown): Promise<void> {
  await sql.unsafe("create table if not exists grown (meeting text primary key, community text not null, back interval not null)");
  await sql.unsafe("create temp table fresh as select meeting, community, back from grown limit 0");
  await sql`insert into fresh select bench_id('own', n::text), ${community.id}, n * interval '7 days' from generate_series(1, ${own}::int) n where not exists (select 1 from grown where meeting = bench_id('own', n::text))`;
  await sql`insert into fresh select bench_id('around', n::text), bench_id('community', (n % ${communities})::text), (1 + n / ${communities}) * interval '7 days' from generate_series(1, ${around}::int) n where not exists (select 1 from grown where meeting = bench_id('around', n::text))`;
  for (const table of tables) await copy(sql, table, [community.id, past.meeting]);
  await sql.unsafe("insert into grown select * from fresh; drop table fresh");
}

async function copy(sql: Sql, table: string, prototype: [community: string, meeting: string]) {
  const columns = (await sql<{ name: string }[]>`select column_name as name from information_schema.columns where table_schema = 'public' and table_name = ${table} order by ordinal_position`).map(({ name }) => name);
  if (columns.length === 0) return;
  await sql.unsafe(`insert into ${table} (${columns.join(", ")}) select ${columns.map((column) => renamed(table, column)).join(", ")} from fresh g cross join ${table} t where t.community_id = $1 and ${ofPast[table] ?? "t.meeting_id = $2"}`, prototype);
}

/** Communities beside the first one, each with its own people, slips and phones: they are there before any meeting. */
export async function surround(sql: Sql, home: string) {
  await sql.unsafe("create or replace function bench_id(text, text) returns text language sql immutable parallel safe return substr(md5($1 || $2), 1, 16)");
  await settleIn(sql, home, "=");
  await sql`insert into community (id, slug, name, address, time_zone) select bench_id('community', n::text), 'around-' || n, '社区' || n, '街道', 'Asia/Shanghai' from generate_series(0, ${communities - 1}::int) n on conflict do nothing`;
  await sql`insert into body (community_id, id, name, kind, term_from, term_to) select c.id, body.id, body.name, body.kind, body.term_from, body.term_to from community c cross join body where c.id <> ${home} and body.community_id = ${home} on conflict do nothing`;
  await sql`insert into person (community_id, id, name, building, room) select c.id, bench_id(c.id, person.id), person.name, person.building, person.room from community c cross join person where c.id <> ${home} and person.community_id = ${home} and person.name not like '住户%' on conflict do nothing`;
  await settleIn(sql, home, "<>");
}

/** Residents with accounts, slips and phones that sit by them. */
async function settleIn(sql: Sql, home: string, which: "=" | "<>") {
  const of = `from community c cross join generate_series(1, ${residents}) n where c.id ${which} '${home}'`;
  await sql.unsafe(`insert into account (id) select bench_id(c.id, 'account' || n) ${of} on conflict do nothing`);
  await sql.unsafe(`insert into person (community_id, id, name, building, room, account_id) select c.id, bench_id(c.id, 'person' || n), '住户' || n, (n % 20) || '栋', n, bench_id(c.id, 'account' || n) ${of} on conflict do nothing`);
  await sql.unsafe(`insert into session (id, account_id, community_id, person_id, device, expires_at) select md5(c.id || n), bench_id(c.id, 'account' || n), c.id, bench_id(c.id, 'person' || n), '手机', now() + interval '180 days' ${of} on conflict do nothing`);
  await sql.unsafe(`insert into slip (community_id, id, person_id) select c.id, bench_id(c.id, 'slip' || n), bench_id(c.id, 'person' || n) ${of} on conflict do nothing`);
  await sql.unsafe(`insert into directory (kind, code, community_id, ref) select kind, bench_id(c.id, kind || n), c.id, bench_id(c.id, 'slip' || n) from community c cross join generate_series(1, ${residents}) n cross join (values ('slip'), ('slip-code')) k (kind) where c.id ${which} '${home}' on conflict do nothing`);
}
