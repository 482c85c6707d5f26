import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import {
  PORT_TABLE,
  type ProcessIdentity,
  readStackFile,
  repositoryRoot,
  stillRuns,
  waitUntil,
} from '@fermata/stack';

const anyPort = Object.fromEntries(
  Object.values(PORT_TABLE).map(({ variable }) => [variable, '0']),
);
const Status = z.object({
  state: z.string(),
  healthy: z.boolean().optional(),
  services: z.array(z.object({ name: z.string(), healthy: z.boolean() })).optional(),
});

/** Runs `fermata …` for this data folder. */
async function openCommandHarness() {
  const dataDir = await mkdtemp(join(tmpdir(), 'fermata-commands-'));
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, FERMATA_DATA: dataDir, ...anyPort };
  const start = (...args: string[]) =>
    spawn(process.execPath, [join(repositoryRoot, 'apps/cli/bin/fermata.mjs'), ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const fermata = async (
    ...args: string[]
  ): Promise<{ code: unknown; json: unknown; stderr: string }> => {
    const child = start(...args, '--json');
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const [code] = await once(child, 'close');
    return { code, json: JSON.parse(stdout), stderr };
  };
  onTestFinished(async () => {
    await fermata('down');
    await rm(dataDir, { recursive: true, force: true });
  });
  const processes = async (): Promise<ProcessIdentity[]> => {
    const file = await readStackFile(dataDir);
    return file
      ? [
          file.supervisor,
          ...Object.values(file.services).flatMap((service) =>
            service?.process ? [service.process] : [],
          ),
        ]
      : [];
  };
  return { dataDir, fermata, start, processes };
}

const aliveProcesses = async (processes: ProcessIdentity[]): Promise<ProcessIdentity[]> => {
  const runs = await Promise.all(processes.map(stillRuns));
  return processes.filter((_, index) => runs[index]);
};

test('up --detach, status, down: all services are healthy when up returns, and none is left after down', async () => {
  const { dataDir, fermata, processes } = await openCommandHarness();
  expect(await fermata('status')).toMatchObject({ code: 3, json: { state: 'stopped' } });
  const up = await fermata('up', '--detach');
  expect(up.code, up.stderr).toBe(0);
  expect(up.stderr).toMatch(/✓ +\d+\.\d s {2}start worker/);
  expect((await stat(join(dataDir, 'keys.json'))).mode & 0o777).toBe(0o600);

  const status = await fermata('status');
  expect(status.code).toBe(0);
  expect(Status.parse(status.json)).toMatchObject({ state: 'running', healthy: true });
  expect(Status.parse(status.json).services?.map(({ name }) => name)).toEqual([
    'postgres',
    's3',
    'temporal',
    'partner',
    'preview',
    'worker',
    'worker-audio',
    'api',
  ]);

  const before = await processes();
  expect(await fermata('up', '--detach'), 'a second up starts nothing').toMatchObject({
    code: 0,
    json: { state: 'running', supervisor: before[0]?.pid },
  });
  expect(await processes()).toEqual(before);
  expect(await fermata('up')).toMatchObject({ code: 4 });
  expect(await fermata('doctor')).toMatchObject({ code: 0, json: { ok: true } });

  expect(await fermata('down')).toMatchObject({
    code: 0,
    json: { state: 'stopped', wasRunning: true },
  });
  expect(before).toHaveLength(9);
  expect(await aliveProcesses(before)).toEqual([]);
  expect(await fermata('down')).toMatchObject({ code: 0, json: { wasRunning: false } });
});

test('the next start, and down, clean up after a killed supervisor', async () => {
  const { fermata, processes } = await openCommandHarness();
  const up = await fermata('up', '--detach');
  expect(up.code, up.stderr).toBe(0);
  const [supervisor, ...orphans] = await processes();
  if (!supervisor) throw new Error('no supervisor');
  const kill = async (identity: ProcessIdentity): Promise<void> => {
    process.kill(identity.pid, 'SIGKILL');
    await waitUntil(
      'the end of the supervisor',
      async () => {
        if (await stillRuns(identity)) throw new Error('it runs');
      },
      { seconds: 10 },
    );
  };
  await kill(supervisor);
  expect(await aliveProcesses(orphans), 'the services keep running').toHaveLength(8);
  expect(await fermata('status')).toMatchObject({ code: 3, json: { state: 'killed' } });

  const again = await fermata('up', '--detach');
  expect(again.code, again.stderr).toBe(0);
  expect(again.stderr).toContain('end the worker of a killed stack');
  expect(await aliveProcesses(orphans)).toEqual([]);

  const [second, ...newOrphans] = await processes();
  if (!second) throw new Error('no supervisor');
  await kill(second);
  expect(await fermata('down')).toMatchObject({ code: 0, json: { wasRunning: true } });
  expect(await aliveProcesses(newOrphans)).toEqual([]);
});

test('Ctrl-C in the foreground stops all services, even during the start', async () => {
  const { start, processes, dataDir } = await openCommandHarness();
  for (const when of ['starting', 'running'] as const) {
    const up = start('up');
    up.stdout.resume();
    up.stderr.resume();
    await waitUntil(
      `a stack that is ${when}`,
      async () => {
        const file = await readStackFile(dataDir);
        if (file?.state !== when || !file.services.postgres?.process)
          throw new Error(`it is ${file?.state}`);
      },
      { seconds: 90 },
    );
    const all = await processes();
    const ended = once(up, 'close');
    up.kill('SIGINT');
    const [code] = await ended;
    expect(code, when).toBe(when === 'running' ? 0 : 130);
    expect(await aliveProcesses(all)).toEqual([]);
    expect(await readStackFile(dataDir)).toBeNull();
  }
});

test.each([
  [['up', '--nonsense'], 'unknown option'],
  [['fly'], 'unknown command'],
  [['up', 'extra'], 'too many arguments'],
])('fermata %j is an invalid command line: exit code 2', async (args, sentence) => {
  const { start, fermata } = await openCommandHarness();
  const child = start(...args);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining(`fermata: ${sentence}`),
  });
  expect(await fermata(...args)).toMatchObject({
    code: 2,
    json: { error: { exitCode: 2, message: expect.stringContaining(sentence) } },
  });
});
