import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { assertPortFree, takenPortMessage } from './assert-port-free.ts';
import { freePorts } from './free-ports.ts';
import { oneShortLine } from './port-holder.ts';
import { LOOPBACK, readPorts } from './ports.ts';

test('ports have defaults, variables change them, and 0 means any port', () => {
  expect(readPorts({})).toEqual({
    api: 4100,
    worker: 4101,
    'worker-audio': 4108,
    partner: 4102,
    postgres: 4103,
    s3: 4104,
    temporal: 4105,
    temporalUi: 4106,
    preview: 4107,
  });
  expect(
    readPorts({ FERMATA_API_PORT: '5000', FERMATA_S3_PORT: '0', FERMATA_WORKER_PORT: '' }),
  ).toMatchObject({ api: 5000, s3: 0, worker: 4101 });
});

test.each(['70000', '-1', '80a', '1e3', '4100.5'])(
  'a port variable of "%s" is refused in one sentence',
  (value) => {
    expect(() => readPorts({ FERMATA_S3_PORT: value })).toThrow(
      `FERMATA_S3_PORT is "${value}": it must be a port from 1 to 65535, or 0 for a free one`,
    );
  },
);

test('two services on one port are refused; the error names both variables', () => {
  expect(() => readPorts({ FERMATA_S3_PORT: '4100' })).toThrow(
    'FERMATA_API_PORT and FERMATA_S3_PORT are both 4100: each service needs a port of its own',
  );
});

test('the error for a taken port names the port, its purpose, its process and the variable', async () => {
  const holder = createServer().listen(0, LOOPBACK);
  await once(holder, 'listening');
  const address = holder.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await expect(assertPortFree('postgres', address.port)).rejects.toThrow(
    new RegExp(
      `^Port ${address.port}, meant for PostgreSQL, is taken by process ${process.pid} \\(.*\\): ` +
        'stop it, or set FERMATA_POSTGRES_PORT to another port$',
    ),
  );
  holder.close();
  await once(holder, 'close');
  await expect(assertPortFree('postgres', address.port)).resolves.toBeUndefined();
});

test("another program's command line is shown on one line and truncated", () => {
  expect(oneShortLine('node\0-e\0const a = 1;\n\tlisten()\u001b[31m\0')).toBe(
    'node -e const a = 1; listen() [31m',
  );
  const cut = oneShortLine(`node -e ${'x'.repeat(200)}`);
  expect([...cut]).toHaveLength(80);
  expect(cut.endsWith('x…')).toBe(true);
});

test('if the process is unknown, the error says how to find it', () => {
  expect(takenPortMessage('api', 4100, null)).toBe(
    'Port 4100, meant for the API, is taken by another program (`lsof -i :4100` shows which): ' +
      'stop it, or set FERMATA_API_PORT to another port',
  );
});

test('free ports are distinct', async () => {
  expect(new Set(await freePorts(20)).size).toBe(20);
});
