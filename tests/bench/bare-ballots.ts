/** The least that storing a ballot takes: is the round open, is the voter on the roll, one row; many ballots in one statement. */
import type { Sql } from "postgres";

export type BareBallot = { readonly voter: string; readonly choice: string; readonly key: string };

/** An open round with these voters, and no ballots. */
export async function openBare(sql: Sql, voters: readonly string[]): Promise<void> {
  await sql.unsafe(`
    drop table if exists bare_ballot, bare_roll, bare_round;
    create table bare_round (id text primary key, stage text not null);
    create table bare_roll (round text not null, voter text not null, primary key (round, voter));
    create table bare_ballot (round text not null, voter text not null, choice text not null, key text not null, at timestamptz not null default now(), primary key (round, voter));
    insert into bare_round values ('r', 'open')`);
  await sql`insert into bare_roll select 'r', unnest(${[...voters]}::text[])`;
  await sql.unsafe("analyze bare_roll");
}

/** Whose ballot is new. */
export async function storeBare(sql: Sql, asks: readonly BareBallot[]): Promise<readonly string[]> {
  const rows = await sql<{ voter: string }[]>`
    insert into bare_ballot (round, voter, choice, key)
    select bare_round.id, asked.voter, asked.choice, asked.key
    from unnest(${asks.map(({ voter }) => voter)}::text[], ${asks.map(({ choice }) => choice)}::text[], ${asks.map(({ key }) => key)}::text[]) as asked (voter, choice, key)
    join bare_round on bare_round.id = 'r' and bare_round.stage = 'open'
    join bare_roll on bare_roll.round = bare_round.id and bare_roll.voter = asked.voter
    on conflict do nothing returning voter`;
  return rows.map(({ voter }) => voter);
}

export const bareRows = async (sql: Sql) => Number((await sql<{ rows: string }[]>`select count(*) as rows from bare_ballot`)[0]!.rows);
