import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { assertAnswers } from '../parts/assert-answers.ts';
import { freePort } from '../ports/free-ports.ts';
import { endProcess } from './end-process.ts';
import { identify, stillRuns } from './process-identity.ts';
import { SupervisedProcess } from './supervised-process.ts';

const SERVER = `require('node:http').createServer((q, a) => a.end(process.env.WORD ?? 'ok')).listen(Number(process.env.PORT), '127.0.0.1'); console.log('here I am');`;

/** A small server of our own under supervision. */
async function supervised(options: { restart?: boolean; script?: string; startSeconds?: number; stopSeconds?: number } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'fermata-process-'));
  const port = await freePort();
  const logFile = join(folder, 'part.log');
  const states: string[] = [];
  const part: SupervisedProcess = new SupervisedProcess({
    name: 'worker', logFile, stopSignal: 'SIGTERM', startSeconds: options.startSeconds ?? 20, stopSeconds: options.stopSeconds ?? 5,
    command: () => ({ file: process.execPath, args: ['-e', options.script ?? SERVER], env: { PORT: String(port) } }),
    check: () => assertAnswers(`http://127.0.0.1:${port}/`),
  }, { restart: options.restart ?? true, onChange: () => states.push(part.state) });
  onTestFinished(async () => {
    await part.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return { part, port, logFile, states };
}

test('it is up when it answers, writes to its log, and is gone after stop', async () => {
  const { part, logFile, states } = await supervised();
  await part.start();
  const identity = await identify(part.pid ?? 0);
  expect(identity).not.toBeNull();
  expect(readFileSync(logFile, 'utf8')).toContain('here I am');
  await part.stop();
  expect(identity && (await stillRuns(identity))).toBe(false);
  expect(part.pid).toBeNull();
  expect([states[0], states.at(-1)]).toEqual(['starting', 'stopped']);
});

test('killed, it comes back; each time it is counted', async () => {
  const { part } = await supervised();
  await part.start();
  for (const restarts of [1, 2]) {
    const before = part.pid;
    await part.kill('SIGKILL');
    await part.untilHealthy();
    expect(part.pid).not.toBe(before);
    expect(part.restarts).toBe(restarts);
  }
});

test('without restart it stays down until it is started again, perhaps with another environment', async () => {
  const { part, port } = await supervised({ restart: false });
  await part.start();
  await part.kill('SIGKILL');
  expect(part).toMatchObject({ state: 'down', pid: null, restarts: 0 });
  await expect(part.kill('SIGKILL')).rejects.toThrow('worker does not run');
  await part.start({ WORD: 'again' });
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('again');
});

test('one that ends at its start is told with the end of its log', async () => {
  const { part } = await supervised({ script: 'console.error("the disk is gone"); process.exit(3)' });
  await expect(part.start()).rejects.toThrow(/^worker ended with code 3\. The end of .*part\.log:\nthe disk is gone$/);
  expect(part.state).toBe('down');
});

test('one that never answers is given up and ended', async () => {
  const { part } = await supervised({ script: 'setInterval(() => {}, 1000)', startSeconds: 0.3 });
  await expect(part.start()).rejects.toThrow('a healthy worker did not come true within 0.3 s');
  expect(part.pid).toBeNull();
});

test('a program that is not there is one sentence', async () => {
  const { logFile } = await supervised();
  const part = new SupervisedProcess({ name: 's3', logFile, stopSignal: 'SIGTERM', startSeconds: 1, stopSeconds: 1, command: () => ({ file: '/nowhere/versitygw', args: [], env: {} }), check: () => Promise.resolve() }, { restart: true });
  await expect(part.start()).rejects.toThrow('s3 cannot be started: spawn /nowhere/versitygw ENOENT');
});

test('one that does not hear SIGTERM is killed after its time; a paused one is stopped too', async () => {
  const { part } = await supervised({ script: `process.on('SIGTERM', () => {}); ${SERVER}`, stopSeconds: 0.3 });
  await part.start();
  await part.kill('SIGSTOP');
  await part.stop();
  expect(part.state).toBe('stopped');
});

test('stop while it comes back: it stays away', async () => {
  const { part } = await supervised();
  await part.start();
  await part.kill('SIGKILL');
  await part.stop();
  expect(part).toMatchObject({ state: 'stopped', pid: null });
});

test('a process id that was given to another program is left alone', async () => {
  const { part } = await supervised();
  await part.start();
  const pid = part.pid ?? 0;
  await endProcess({ pid, startedAt: 'another time' }, 'SIGKILL', 1);
  await part.check();
  expect(part.pid).toBe(pid);
});
