import { execFile } from 'node:child_process';
import { chown, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { createFolder } from '../folders/create-folder.ts';
import { LOOPBACK } from '../ports/ports.ts';
import type { ProcessPlan } from '../process/supervised-process.ts';
import { UnrecoverableError } from '../process/wait-until.ts';
import { postgresUrl } from '../settings/local-addresses.ts';
import { postgresAccount, type PostgresAccount } from './postgres-account.ts';
import { postgresBinaries } from './postgres-binaries.ts';

export const SUPERUSER = 'postgres';

export interface PostgresOptions {
  dataFolder: string;
  logFile: string;
  port: number;
  superuserPassword: string;
  /** False trades safety on power loss for speed, for tests. */
  durable?: boolean;
}

/** A real PostgreSQL on loopback; the cluster is created on the first start. */
export async function planPostgres(options: PostgresOptions): Promise<ProcessPlan> {
  const { dataFolder, logFile, port, superuserPassword, durable = true } = options;
  const binaries = await postgresBinaries();
  await createFolder(dirname(dataFolder));
  const account = await postgresAccount(dataFolder, [
    dirname(dataFolder),
    dirname(binaries.postgres),
  ]);
  await initializeCluster(binaries.initdb, dataFolder, superuserPassword, account);
  const settings = {
    listen_addresses: LOOPBACK,
    port,
    unix_socket_directories: '',
    max_connections: 100,
    password_encryption: 'scram-sha-256',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const [file = binaries.postgres, ...args] = [
    ...account.prefix,
    binaries.postgres,
    '-D',
    dataFolder,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const adminUrl = postgresUrl(port, SUPERUSER, superuserPassword, 'postgres');
  return {
    name: 'postgres',
    logFile,
    stopSignal: 'SIGINT',
    startSeconds: 60,
    stopSeconds: 20,
    command: () => ({
      file,
      args,
      env: { PATH: process.env.PATH, LC_MESSAGES: 'C', TZ: 'UTC' },
      ...ids(account),
    }),
    check: () => assertAcceptsQueries(adminUrl, dataFolder),
  };
}

const ids = ({ uid, gid }: PostgresAccount) =>
  uid === undefined || gid === undefined ? {} : { uid, gid };

async function assertAcceptsQueries(url: string, dataFolder: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  // If the server dies during a query, the call rejects; an unhandled error event would end the
  // process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '28P01')
      throw new UnrecoverableError(
        `the password in keys.json does not open the database in ${dataFolder}: ` +
          'restore the keys.json that belongs to it, or move the database folder away',
        { cause: error },
      );
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function initializeCluster(
  initdb: string,
  dataFolder: string,
  password: string,
  account: PostgresAccount,
): Promise<void> {
  const exists = await stat(join(dataFolder, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
  if (exists) return;
  // Created in a temporary folder and renamed when complete, so that a killed first start leaves no
  // partial cluster.
  const newFolder = `${dataFolder}.new`;
  await rm(newFolder, { recursive: true, force: true });
  await mkdir(newFolder, { mode: 0o700 });
  const secretFolder = await mkdtemp(join(tmpdir(), 'fermata-initdb-'));
  const passwordFile = join(secretFolder, 'password');
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    const owner =
      account.uid ??
      Number(
        account.prefix.find((arg) => arg.startsWith('--reuid='))?.slice('--reuid='.length) ??
          Number.NaN,
      );
    if (!Number.isNaN(owner))
      for (const path of [newFolder, secretFolder, passwordFile]) await chown(path, owner, -1);
    const flags = [
      `--pgdata=${newFolder}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      '--lc-messages=C',
      '--no-sync',
    ];
    const [file = initdb, ...args] = [...account.prefix, initdb, ...flags];
    await promisify(execFile)(file, args, {
      env: { PATH: process.env.PATH, TZ: 'UTC' },
      ...ids(account),
    });
    await rm(dataFolder, { recursive: true, force: true });
    await rename(newFolder, dataFolder);
  } catch (error) {
    const message =
      error instanceof Error && 'stderr' in error
        ? String(error.stderr).trim().split('\n').slice(-3).join(' ')
        : String(error);
    throw new Error(`PostgreSQL could not create its data folder ${dataFolder}: ${message}`, {
      cause: error,
    });
  } finally {
    await rm(secretFolder, { recursive: true, force: true });
  }
}
