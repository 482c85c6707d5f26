import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const SCHEMA = `
  create table if not exists reservation (
    reference text primary key, release_id text not null, title text not null,
    artist text not null, duration_seconds real not null, version_sha256 text not null,
    pcm_sha256 text, ai_disclosure text, recipe_id text, state text not null, url text,
    code text, reason text, metadata_version integer not null default 1,
    metadata text, traceparent text, created_at integer not null
  ) strict;
  create index if not exists reservation_release on reservation (release_id);
  create index if not exists reservation_version on reservation (version_sha256);
  create index if not exists reservation_pcm on reservation (pcm_sha256);
  create table if not exists history (
    id integer primary key, reference text not null, state text not null,
    at integer not null, detail text not null
  ) strict;
  create index if not exists history_reference on history (reference);
  create table if not exists file (
    reference text not null, name text not null, sha256 text not null,
    bytes integer not null, media_type text not null, primary key (reference, name)
  ) strict;
  create index if not exists file_sha256 on file (sha256);
  create table if not exists action (
    id integer primary key, reference text not null, name text not null, at integer not null
  ) strict;
  create index if not exists action_reference on action (reference, name);
  create table if not exists answer (
    key text primary key, path text not null, body_sha256 text not null,
    status integer not null, body text not null, reference text not null, at integer not null
  ) strict;
  create table if not exists job (
    id integer primary key, kind text not null, reference text not null, due_at integer not null
  ) strict;
  create index if not exists job_due on job (due_at);
  create table if not exists webhook (
    number integer primary key, id text not null, reference text not null, body text not null,
    traceparent text, made_at integer not null, due_at integer,
    attempts integer not null default 0, received_at integer, given_up_at integer,
    last_error text
  ) strict;
  create index if not exists webhook_due on webhook (due_at) where due_at is not null;
  create index if not exists webhook_reference on webhook (reference);
  create table if not exists request (
    request_id text primary key, named text not null, made_at integer not null
  ) strict;
  create table if not exists request_answer (
    id text primary key, request_id text not null, type text not null, code text,
    reason text not null, at integer not null
  ) strict;
  create index if not exists request_answer_request on request_answer (request_id);
  create table if not exists order_answer (
    id text primary key, order_id text not null, type text not null, data text not null,
    at integer not null
  ) strict;
  create index if not exists order_answer_order on order_answer (order_id);
  create table if not exists usage_line (
    number integer primary key, line_id text not null unique, reference text not null,
    last_day text not null, line text not null
  ) strict;
  create table if not exists switches (only integer primary key check (only = 1), json text not null) strict;
  create table if not exists spent (key text primary key) strict;
`;

export type Storage = { database: DatabaseSync; transaction<T>(work: () => T): T; close(): void };

/**
 * The shop's SQLite file in `dataDir`. A commit returns once it is on disk, so neither kill -9 nor a power cut loses
 * anything that was answered.
 */
export function openStorage(dataDir: string): Storage {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(join(dataDir, 'shop.sqlite'), { timeout: 5_000 });
  database.exec('pragma journal_mode = wal; pragma synchronous = full;');
  database.exec(SCHEMA);
  let inTransaction = false;
  return {
    database,
    transaction<T>(work: () => T): T {
      if (inTransaction) return work();
      database.exec('begin immediate');
      inTransaction = true;
      try {
        const result = work();
        database.exec('commit');
        return result;
      } catch (error) {
        database.exec('rollback');
        throw error;
      } finally {
        inTransaction = false;
      }
    },
    close: () => database.close(),
  };
}
