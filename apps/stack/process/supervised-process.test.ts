import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../ports/free-ports.ts';
import { assertHttpOk } from '../services/assert-http-ok.ts';
import { endProcess } from './end-process.ts';
import { identify, stillRuns } from './process-identity.ts';
import { SupervisedProcess } from './supervised-process.ts';

const SERVER = `
  require('node:http')
    .createServer((q, a) => a.end(process.env.WORD ?? 'ok'))
    .listen(Number(process.env.PORT), '127.0.0.1');
  console.log('here I am');`;

/** A small supervised HTTP server. */
async function supervised(
  options: {
    restart?: boolean;
    script?: string;
    startSeconds?: number;
    startTries?: number;
    stopSeconds?: number;
  } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'fermata-process-'));
  const port = await freePort();
  const logFile = join(folder, 'service.log');
  const states: string[] = [];
  const service: SupervisedProcess = new SupervisedProcess(
    {
      name: 'worker',
      logFile,
      stopSignal: 'SIGTERM',
      startSeconds: options.startSeconds ?? 20,
      ...(options.startTries ? { startTries: options.startTries } : {}),
      stopSeconds: options.stopSeconds ?? 5,
      command: () => ({
        file: process.execPath,
        args: ['-e', options.script ?? SERVER],
        env: { PORT: String(port) },
      }),
      check: () => assertHttpOk(`http://127.0.0.1:${port}/`),
    },
    { restart: options.restart ?? true, onChange: () => states.push(service.state) },
  );
  onTestFinished(async () => {
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return { service, port, logFile, states };
}

test('is healthy when it responds, writes to its log, and ends on stop', async () => {
  const { service, logFile, states } = await supervised();
  await service.start();
  const identity = await identify(service.pid ?? 0);
  expect(identity).not.toBeNull();
  expect(readFileSync(logFile, 'utf8')).toContain('here I am');
  await service.stop();
  expect(identity && (await stillRuns(identity))).toBe(false);
  expect(service.pid).toBeNull();
  expect([states[0], states.at(-1)]).toEqual(['starting', 'stopped']);
});

test('is restarted after a kill; restarts are counted', async () => {
  const { service } = await supervised();
  await service.start();
  for (const restarts of [1, 2]) {
    const before = service.pid;
    await service.kill('SIGKILL');
    await service.untilHealthy();
    expect(service.pid).not.toBe(before);
    expect(service.restarts).toBe(restarts);
  }
});

test('without restart it stays down until it is started again, with another environment if given', async () => {
  const { service, port } = await supervised({ restart: false });
  await service.start();
  await service.kill('SIGKILL');
  expect(service).toMatchObject({ state: 'down', pid: null, restarts: 0 });
  await expect(service.kill('SIGKILL')).rejects.toThrow('worker is not running');
  await service.start({ WORD: 'again' });
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('again');
});

test('a process that exits during its start is an error with the end of its log', async () => {
  const { service } = await supervised({
    script: 'console.error("the disk is gone"); process.exit(3)',
  });
  await expect(service.start()).rejects.toThrow(
    /^worker ended with code 3\. The end of .*service\.log:\nthe disk is gone$/,
  );
  expect(service.state).toBe('down');
});

test('a process with several attempts is started until it stays up, at most that often', async () => {
  const crashesTwice = `
    const file = process.env.PORT + '.tries', fs = require('node:fs');
    fs.appendFileSync(file, '.');
    if (fs.statSync(file).size < 3) process.exit(2);
    fs.rmSync(file);
    ${SERVER}`;
  const { service } = await supervised({
    script: `process.chdir(require('node:os').tmpdir()); ${crashesTwice}`,
    startTries: 3,
  });
  await service.start();
  expect(service.state).toBe('healthy');
  const { service: other, logFile } = await supervised({
    script: 'process.exit(2)',
    startTries: 3,
  });
  await expect(other.start()).rejects.toThrow('worker ended with code 2');
  expect(readFileSync(logFile, 'utf8').match(/ started$/gm)).toHaveLength(3);
});

test('a process that never responds is killed at the time limit', async () => {
  const { service } = await supervised({
    script: 'setInterval(() => {}, 1000)',
    startSeconds: 0.3,
  });
  await expect(service.start()).rejects.toThrow('waited 0.3 s for a healthy worker');
  expect(service.pid).toBeNull();
});

test('a missing program is reported in one sentence', async () => {
  const { logFile } = await supervised();
  const service = new SupervisedProcess(
    {
      name: 's3',
      logFile,
      stopSignal: 'SIGTERM',
      startSeconds: 1,
      stopSeconds: 1,
      command: () => ({ file: '/nowhere/versitygw', args: [], env: {} }),
      check: () => Promise.resolve(),
    },
    { restart: true },
  );
  await expect(service.start()).rejects.toThrow(
    's3 cannot be started: spawn /nowhere/versitygw ENOENT',
  );
});

test('a process that ignores SIGTERM is killed after its time; a paused one is stopped too', async () => {
  const { service } = await supervised({
    script: `process.on('SIGTERM', () => {}); ${SERVER}`,
    stopSeconds: 0.3,
  });
  await service.start();
  await service.kill('SIGSTOP');
  await service.stop();
  expect(service.state).toBe('stopped');
});

test('a stop during a restart prevents the restart', async () => {
  const { service } = await supervised();
  await service.start();
  await service.kill('SIGKILL');
  await service.stop();
  expect(service).toMatchObject({ state: 'stopped', pid: null });
});

test('a process with a reused id is left alone', async () => {
  const { service } = await supervised();
  await service.start();
  const pid = service.pid ?? 0;
  await endProcess({ pid, startedAt: 'another time' }, 'SIGKILL', 1);
  await service.check();
  expect(service.pid).toBe(pid);
});
