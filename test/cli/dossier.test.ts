import { createHash, randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, expect, inject, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { LogEntryView } from '@fermata/contracts/http';
import { fermata } from '../testing/run-fermata.ts';
import { TestStack } from '../testing/test-stack.ts';

const { env, keys } = inject('stack');
const testStack = new TestStack({ env, keys });
afterAll(() => testStack.close());

const Result = z.object({
  verification: z.object({ events: z.number(), issues: z.array(z.string()) }),
});

it('one archive proves a release: approval, recipe, deliveries and the event chain', async () => {
  const trackId = await testStack.create({
    brief: { text: 'lo-fi ночь 夜', durationSeconds: 5, seed: 8_101 },
  });
  const file = join(tmpdir(), `dossier-${randomUUID()}.zip`);
  onTestFinished(() => rm(file, { force: true }));
  const dossier = (...args: string[]) =>
    fermata(['release', 'dossier', ...args, '--to', file], env);

  await testStack.stage(trackId, 'review');
  expect((await dossier(trackId)).stderr).toContain('has no release');
  await testStack.decide(trackId, 'approve');
  const track = await testStack.stage(trackId, 'published');
  expect((await dossier(trackId, '--as', 'ada')).code).toBe(4);

  const written = await dossier(track.releaseId ?? '', '--json');
  expect(written.code, written.stderr).toBe(0);
  const { verification } = Result.parse(written.json());
  expect(verification.issues).toEqual([]);

  const files = new Map(Object.entries(unzipSync(await readFile(file))));
  const read = (name: string): Buffer => Buffer.from(files.get(name) ?? []);
  const sums = read('SHA256SUMS').toString().trim().split('\n');
  expect(sums).toHaveLength(files.size - 1);
  for (const line of sums) {
    const [sum, name = ''] = line.split('  ');
    expect(createHash('sha256').update(read(name)).digest('hex'), name).toBe(sum);
  }
  expect(read('dossier.pdf').subarray(0, 5).toString()).toBe('%PDF-');
  expect(JSON.parse(read('release.json').toString())).toMatchObject({
    releaseId: track.releaseId,
    versionSha256: track.versions[0]?.versionSha256,
    partners: [{ name: 'sandbox', state: 'live' }],
  });
  const events = z.array(LogEntryView).parse(JSON.parse(read('events.json').toString()));
  expect(events).toHaveLength(verification.events);
  const types = events.map(({ event }) => event?.type);
  for (const type of [
    'version.completed',
    'policy.decided',
    'review.decided',
    'delivery.confirmed',
  ])
    expect(types).toContain(type);

  const again = await dossier(trackId);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('was not written')]);
}, 300_000);
