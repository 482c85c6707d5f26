import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import {
  type ProcessIdentity,
  readStackFile,
  repositoryRoot,
  stillRuns,
  waitUntil,
} from '@fermata/stack';

const running = async (processes: readonly ProcessIdentity[]): Promise<ProcessIdentity[]> => {
  const runs = await Promise.all(processes.map(stillRuns));
  return processes.filter((_, index) => runs[index]);
};

/** A benchmark that has printed a line with this text. Its temporary files are in `folder`. */
async function startBench(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'fermata-bench-'));
  // Started as root, PostgreSQL runs as another user, which must reach the data below.
  await chmod(folder, 0o711);
  const { PATH, HOME } = process.env;
  const child = spawn(
    process.execPath,
    [join(repositoryRoot, 'test', 'dist', 'bench', 'main.js'), 'webhooks'],
    { env: { PATH, HOME, TMPDIR: folder }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  // Not `close`, which waits until all its output is read.
  const ended = once(child, 'exit');
  const services: ProcessIdentity[] = [];
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    for (const { pid } of await running(services)) process.kill(pid, 'SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  for await (const line of createInterface({ input: child.stderr })) if (line.includes(text)) break;
  return {
    folder,
    /** Waits until this many services run, and remembers them. */
    services: async (count: number): Promise<ProcessIdentity[]> => {
      await waitUntil(
        `${count} services`,
        async () => {
          const names = await readdir(folder);
          const dataDir = names.find((name) => name.startsWith('fermata-stack-test-'));
          const file = dataDir === undefined ? null : await readStackFile(join(folder, dataDir));
          const known = file
            ? Object.values(file.services).flatMap((service) => service?.process ?? [])
            : [];
          if (known.length < count) throw new Error(`${known.length} are known`);
          services.splice(0, services.length, ...known);
        },
        { seconds: 60 },
      );
      return services;
    },
    interrupt: async (signal: NodeJS.Signals): Promise<unknown> => {
      child.kill(signal);
      return (await ended).at(0);
    },
  };
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'a benchmark that gets %s stops its services and removes their data',
  async (signal) => {
    const bench = await startBench('Warming up');
    const services = await bench.services(4);
    expect(await bench.interrupt(signal)).toBe(128 + constants.signals[signal]);
    expect(await running(services)).toEqual([]);
    expect(await readdir(bench.folder)).toEqual([]);
  },
);

test('a benchmark that is interrupted while its services start stops them', async () => {
  const bench = await startBench('Starting a separate stack');
  const services = await bench.services(1);
  expect(await bench.interrupt('SIGTERM')).toBe(128 + constants.signals.SIGTERM);
  expect(await running(services)).toEqual([]);
  expect(await readdir(bench.folder)).toEqual([]);
});
