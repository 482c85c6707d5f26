import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { type ServiceName, type Stack, startStack } from '@fermata/stack';

const SERVERS: ServiceName[] = ['postgres', 's3', 'temporal'];

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fermata-own-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function stoppedAtTheEnd(stack: Stack): Stack {
  onTestFinished(() => stack.stop());
  return stack;
}

test('a killed service is restarted and healthy again; the others keep running', async () => {
  const stack = stoppedAtTheEnd(await startStack({ dataDir: await dataFolder(), ports: 'free' }));
  expect(stack.serviceNames).toEqual([
    'postgres',
    's3',
    'temporal',
    'partner',
    'preview',
    'worker',
    'worker-audio',
    'api',
  ]);
  const before = new Map(stack.serviceNames.map((name) => [name, stack.service(name).pid]));
  for (const name of stack.serviceNames) {
    await stack.service(name).kill('SIGKILL');
    await stack.service(name).untilHealthy();
    expect(stack.service(name).restarts, name).toBe(1);
    expect(stack.service(name).pid, name).not.toBe(before.get(name));
  }
  // Readiness covers the database, Temporal and S3.
  await stack.service('api').untilHealthy();
  await Promise.all(stack.serviceNames.map((name) => stack.service(name).check()));
});

test('stored data survives a stop and a start', async () => {
  const dataDir = await dataFolder();
  const first = await startStack({ dataDir, ports: 'free', services: SERVERS });
  await query(first.env.DATABASE_OWNER_URL, 'create table kept (what text)');
  await query(first.env.DATABASE_OWNER_URL, "insert into kept values ('a track')");
  await withTemporal(first, (client) =>
    client.workflow.start('sleeper', { workflowId: 'kept', taskQueue: 'unserved' }),
  );
  await first.stop();

  const second = stoppedAtTheEnd(await startStack({ dataDir, ports: 'free', services: SERVERS }));
  expect(await query(second.env.DATABASE_OWNER_URL, 'select what from kept')).toEqual([
    { what: 'a track' },
  ]);
  await withTemporal(second, async (client) =>
    expect((await client.workflow.getHandle('kept').describe()).status.name).toBe('RUNNING'),
  );
  expect(second.keys).toEqual(first.keys);
});

test('keys that do not open the database are reported at once', async () => {
  const dataDir = await dataFolder();
  const first = await startStack({ dataDir, ports: 'free', services: ['postgres'] });
  await first.stop();
  await rm(join(dataDir, 'keys.json'));
  await expect(startStack({ dataDir, ports: 'free', services: ['postgres'] })).rejects.toThrow(
    `the password in keys.json does not open the database in ${join(dataDir, 'postgres')}`,
  );
});

test('PostgreSQL takes connections with a password at 127.0.0.1, and on no Unix socket', async () => {
  const stack = stoppedAtTheEnd(
    await startStack({ dataDir: await dataFolder(), ports: 'free', services: ['postgres'] }),
  );
  const url = new URL(stack.env.DATABASE_OWNER_URL ?? '');
  expect(url.hostname).toBe('127.0.0.1');
  url.password = 'wrong';
  await expect(query(url.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  url.username = 'postgres';
  url.password = '';
  await expect(query(url.href, 'SELECT 1')).rejects.toThrow(/password/);

  const others = Object.values(networkInterfaces()).flatMap((addresses = []) =>
    addresses.map(({ address }) => address).filter((address) => address !== '127.0.0.1'),
  );
  for (const host of ['127.0.0.2', ...others])
    await expect(connected(host, Number(url.port)), host).rejects.toThrow();

  const socketName = `.s.PGSQL.${url.port}`;
  // On Linux, this file lists every Unix socket with its path.
  const sockets = await readFile('/proc/net/unix', 'utf8').catch(() => '');
  expect(sockets).not.toContain(socketName);
  for (const folder of ['/tmp', '/run/postgresql', '/var/run/postgresql', tmpdir()])
    expect(existsSync(join(folder, socketName)), folder).toBe(false);
});

test('a service that cannot start: its error is reported, and nothing is left running', async () => {
  const dataDir = await dataFolder();
  const start = startStack({
    dataDir,
    ports: 'free',
    serviceOptions: { worker: { env: { TEMPORAL_ADDRESS: 'missing.invalid:1' } } },
  });
  await expect(start).rejects.toThrow(/^worker ended with code 1\. The end of .*worker\.log:/);
  const again = stoppedAtTheEnd(
    await startStack({ dataDir, ports: 'free', services: ['postgres'] }),
  );
  expect(again.service('postgres').restarts).toBe(0);
});

test('Temporal has 30 days of retention, the search attributes and the Web UI', async () => {
  const stack = stoppedAtTheEnd(
    await startStack({ dataDir: await dataFolder(), ports: 'free', services: ['temporal'] }),
  );
  const connection = await Connection.connect({ address: stack.addresses.temporal });
  onTestFinished(() => connection.close());
  const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 86_400);
  const { customAttributes } = await connection.operatorService.listSearchAttributes({
    namespace: 'default',
  });
  expect(Object.keys(customAttributes ?? {})).toEqual(
    expect.arrayContaining([
      'TrackStage',
      'TrackTitle',
      'Partner',
      'AwaitingRole',
      'PolicyOutcome',
    ]),
  );
  expect((await fetch(stack.addresses.temporalUi ?? '')).status).toBe(200);
});

test('a taken port ends the start with one sentence and leaves nothing running', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  onTestFinished(() => void holder.close());
  const address = holder.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await expect(
    startStack({ dataDir: await dataFolder(), services: ['s3'], ports: { s3: address.port } }),
  ).rejects.toThrow(
    new RegExp(
      `^Port ${address.port}, meant for the S3 server, is taken by process ${process.pid} .*FERMATA_S3_PORT`,
    ),
  );
});

test('an external service is used and not started; a folder has at most one stack', async () => {
  const outside = stoppedAtTheEnd(
    await startStack({ dataDir: await dataFolder(), ports: 'free', services: ['temporal'] }),
  );
  const dataDir = await dataFolder();
  const stack = stoppedAtTheEnd(
    await startStack({
      dataDir,
      ports: 'free',
      services: ['s3', 'temporal'],
      env: { TEMPORAL_ADDRESS: outside.addresses.temporal },
    }),
  );
  expect(stack.serviceNames).toEqual(['s3']);
  expect(stack.env.TEMPORAL_ADDRESS).toBe(outside.addresses.temporal);
  await expect(startStack({ dataDir, ports: 'free', services: ['s3'] })).rejects.toThrow(
    `The stack of ${dataDir} is already running (process ${process.pid})`,
  );
});

async function connected(host: string, port: number): Promise<void> {
  const socket = connect({ host, port, timeout: 5000 });
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
}

async function query(url: string | undefined, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function withTemporal(
  stack: Stack,
  work: (client: Client) => Promise<unknown>,
): Promise<void> {
  const connection = await Connection.connect({ address: stack.addresses.temporal });
  try {
    await work(new Client({ connection }));
  } finally {
    await connection.close();
  }
}
