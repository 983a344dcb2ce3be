import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { build, isFresh, root } from "../server/boot/build.mjs";
import { patchPostgres } from "../server/boot/patch-postgres.mjs";
import { startEmbedded } from "../server/embedded-postgres";
import { openDatabase } from "../server/store/database";

declare module "vitest" {
  interface ProvidedContext { databaseUrl: string; template: string; root: string }
}

/** One PostgreSQL for all files, in memory where there is room (tests/faults has disks of its own); every house gets a database of its own from a migrated template. */
export default async function setup(project: TestProject) {
  patchPostgres();
  if (!isFresh()) await build();
  const folder = mkdtempSync(path.join(roomy(), "yishi-test-"));
  // As root the database runs as another user, who must be able to enter, or it lies on the disk after all.
  chmodSync(folder, 0o755);
  const server = process.env.TEST_DATABASE_URL ? null : await startEmbedded(folder, ["-c", "max_connections=400"]);
  const url = process.env.TEST_DATABASE_URL ?? server!.url;
  const template = `yishi_template_${process.pid}`;
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${template}`);
  const migrated = await openDatabase(named(url, template), path.join(root, "drizzle"));
  await migrated.close();
  project.provide("databaseUrl", url);
  project.provide("template", template);
  project.provide("root", root);
  return async () => {
    for (const { name } of await sql<{ name: string }[]>`select datname as name from pg_database where starts_with(datname, ${template})`) await sql.unsafe(`drop database if exists ${name} with (force)`);
    await sql.end();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

function named(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

/** The memory disk where it has 2 GB to spare. */
function roomy(): string {
  if (!existsSync("/dev/shm")) return tmpdir();
  const { bavail, bsize } = statfsSync("/dev/shm");
  return bavail * bsize > 2e9 ? "/dev/shm" : tmpdir();
}
