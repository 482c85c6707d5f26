import { createHash, randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, expect, inject, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { LogEntryView, ReleaseAccepted, ReleaseView } from '@fermata/contracts/http';
import { fermata } from '../testing/run-fermata.ts';
import { TestStack } from '../testing/test-stack.ts';

const { env, keys } = inject('stack');
const testStack = new TestStack({ env, keys });
afterAll(() => testStack.close());

const Result = z.object({
  verification: z.object({ events: z.number(), issues: z.array(z.string()) }),
});

/** A path for the ZIP, which is removed after the test. */
function newFile(): string {
  const file = join(tmpdir(), `dossier-${randomUUID()}.zip`);
  onTestFinished(() => rm(file, { force: true }));
  return file;
}

/** Writes the dossier of an intact record, and reads its files. */
async function dossierOf(id: string) {
  const file = newFile();
  const written = await fermata(['release', 'dossier', id, '--to', file, '--json'], env);
  expect(written.code, written.stderr).toBe(0);
  const { verification } = Result.parse(written.json());
  expect(verification.issues).toEqual([]);
  const files = new Map(Object.entries(unzipSync(await readFile(file))));
  const read = (name: string): Buffer => Buffer.from(files.get(name) ?? []);
  const json = (name: string): unknown => JSON.parse(read(name).toString());
  const events = z.array(LogEntryView).parse(json('events.json'));
  expect(events).toHaveLength(verification.events);
  return { file, files, read, json, types: events.map(({ event }) => event?.type) };
}

it('one archive proves a release: approval, recipe, deliveries and the event chain', async () => {
  const trackId = await testStack.create({
    brief: { text: 'lo-fi ночь 夜', durationSeconds: 5, seed: 8_101 },
  });
  const dossier = (...args: string[]) => fermata(['release', 'dossier', ...args], env);

  await testStack.stage(trackId, 'review');
  expect((await dossier(trackId)).stderr).toContain('has no release');
  await testStack.decide(trackId, 'approve');
  const track = await testStack.stage(trackId, 'published');
  expect((await dossier(trackId, '--as', 'ada')).code).toBe(4);

  const { file, files, read, json, types } = await dossierOf(track.releaseId ?? '');
  const sums = read('SHA256SUMS').toString().trim().split('\n');
  expect(sums).toHaveLength(files.size - 1);
  for (const line of sums) {
    const [sum, name = ''] = line.split('  ');
    expect(createHash('sha256').update(read(name)).digest('hex'), name).toBe(sum);
  }
  expect(read('dossier.pdf').subarray(0, 5).toString()).toBe('%PDF-');
  expect(json('release.json')).toMatchObject({
    releaseId: track.releaseId,
    versionSha256: track.versions[0]?.versionSha256,
    partners: [{ name: 'sandbox', state: 'live' }],
    content: null,
  });
  expect(json('recordings.json')).toMatchObject([{ version: 1, track: { trackId } }]);
  for (const type of [
    'version.completed',
    'policy.decided',
    'review.decided',
    'delivery.confirmed',
  ])
    expect(types).toContain(type);

  const again = await dossier(trackId, '--to', file);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('was not written')]);
}, 300_000);

it('an album has one document, with its recordings, amendments, usage and messages', async () => {
  const show = async (id: string) =>
    ReleaseView.parse((await fermata(['release', 'show', id, '--json'], env)).json());
  const tracks: string[] = [];
  for (const seed of [8_102, 8_103])
    tracks.push(
      await testStack.create({
        brief: { text: 'synthwave', title: `Part ${seed}`, durationSeconds: 5, seed },
        release: { publishOn: 'request' },
      }),
    );
  for (const trackId of tracks) {
    await testStack.stage(trackId, 'review');
    await testStack.decide(trackId, 'approve');
    await testStack.stage(trackId, 'approved');
  }
  const recordings = tracks.map((trackId) => `${trackId}@1`);
  const created = await fermata(
    ['release', 'create', '--title', 'Both Parts', '--recording', ...recordings, '--json'],
    env,
  );
  const { releaseId } = ReleaseAccepted.parse(created.json());
  const album = await testStack.until('the album on sale', async () => {
    const release = await show(releaseId);
    return release.outcome === 'live' ? release : undefined;
  });
  const amended = await fermata(
    ['release', 'amend', releaseId, '--title', 'All Parts', '--reason', 'a test'],
    env,
  );
  expect(amended.code, amended.stderr).toBe(0);
  const reference = album.partners[0]?.partnerReference ?? '';
  const isrc = album.recordings[0]?.isrc ?? '';
  const line = {
    ...{ lineId: `${reference}-11`, isrc, territory: 'DE', from: '2026-11-01', to: '2026-11-30' },
    ...{ units: 12, revenueMinor: 840, currency: 'EUR' },
  };
  await testStack.partner('POST', `/sandbox/reservations/${reference}/usage`, { lines: [line] });
  await testStack.until('the amendment and the usage', async () => {
    const { stdout } = await fermata(['release', 'usage', releaseId], env);
    const [partner] = (await show(releaseId)).partners;
    return partner?.metadataVersion === 2 && stdout.includes(line.lineId) ? true : undefined;
  });

  const { files, json, types } = await dossierOf(releaseId);
  expect([...files.keys()].filter((name) => name.endsWith('.pdf'))).toEqual(['dossier.pdf']);
  expect(json('release.json')).toMatchObject({
    ...{ releaseId, title: 'All Parts', metadataVersion: 2, amendments: [{ reason: 'a test' }] },
    content: { title: 'Both Parts', terms: { partners: ['sandbox'] } },
  });
  expect(json('recordings.json')).toMatchObject(
    tracks.map((trackId, index) => ({ disc: 1, number: index + 1, track: { trackId } })),
  );
  expect(json('usage.json')).toMatchObject({ totals: [{ units: 12 }], items: [line] });
  expect(json('messages.json')).toMatchObject([
    { webhook: { type: 'delivery.accepted' }, body: expect.stringContaining(reference) as unknown },
    { webhook: { type: 'usage.reported' }, body: expect.stringContaining(line.lineId) as unknown },
  ]);
  for (const type of ['release.created', 'amendment.shown', 'usage.reported', 'review.decided'])
    expect(types).toContain(type);
}, 300_000);
