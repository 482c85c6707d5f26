import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ReleaseAccepted, ReleaseUsage, ReleaseView } from '@fermata/contracts/http';
import { type OwnDropShop, startOwnDropShop } from '../testing/own-drop-shop.ts';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';
import { fermata } from '../testing/run-fermata.ts';

const DROP = 'sandbox-drop';
let shop: OwnDropShop;
let own: OwnStack;

beforeAll(async () => {
  shop = await startOwnDropShop();
  own = await startOwnStack({ env: { FERMATA_PARTNER_HOSTS: shop.host } });
  await run('partner', 'add', DROP, shop.url, '--sftp-file', shop.sftpFile);
});
afterAll(async () => {
  await own.close();
  await shop.close();
});

async function run(...args: string[]) {
  const ended = await fermata(args, own.testStack.env);
  expect(ended.code, ended.stderr).toBe(0);
  return ended;
}

const show = async (releaseId: string): Promise<ReleaseView> =>
  ReleaseView.parse((await run('release', 'show', releaseId, '--json')).json());

const releaseWhen = (releaseId: string, what: string, isSo: (release: ReleaseView) => boolean) =>
  own.testStack.until(what, async () => {
    const release = await show(releaseId);
    return isSo(release) ? release : undefined;
  });

it('an album of a single and an unreleased track is sold by two shops; a withdrawal leaves the single', async () => {
  const { testStack } = own;
  const single = await testStack.create({
    brief: { text: 'synthwave', title: 'Night Bus', durationSeconds: 5, seed: 2100 },
  });
  const unreleased = await testStack.create({
    brief: { text: 'synthwave', title: 'Day Bus', durationSeconds: 6, seed: 2101 },
    release: { publishOn: 'request' },
  });
  for (const trackId of [single, unreleased]) {
    await testStack.stage(trackId, 'review');
    await testStack.decide(trackId, 'approve');
  }
  const { releaseId: singleId } = await testStack.stage(single, 'published');
  await testStack.stage(unreleased, 'approved');

  const created = await run(
    ...['release', 'create', '--title', 'Buses', '--recording', `${unreleased}@1`, `${single}@1`],
    ...['--partner', `sandbox,${DROP}`, '--on-rejection', 'all-or-nothing', '--json'],
  );
  const { releaseId } = ReleaseAccepted.parse(created.json());
  const album = await releaseWhen(releaseId, 'the end', ({ endedAt }) => endedAt !== null);
  expect(album).toMatchObject({
    outcome: 'live',
    partners: [
      { name: 'sandbox', state: 'live' },
      { name: DROP, state: 'live' },
    ],
    recordings: [
      { trackId: unreleased, title: 'Day Bus', disc: 1, number: 1 },
      { trackId: single, title: 'Night Bus', disc: 1, number: 2 },
    ],
  });
  expect(await shop.answersAbout(releaseId)).toEqual(['received', 'accepted', 'live']);

  // One ISRC for the recording on both releases, another one for the other recording, and a UPC for each release.
  const ofSingle = await show(singleId ?? '');
  expect(album.recordings[1]?.isrc).toBe(ofSingle.recordings[0]?.isrc);
  expect(album.recordings[1]?.isrc).toMatch(/^XXTST/);
  expect(album.recordings[0]?.isrc).not.toBe(album.recordings[1]?.isrc);
  expect(album.upc).not.toBe(ofSingle.upc);

  // Each line of usage counts for the recording with its ISRC.
  const reference = album.partners[0]?.partnerReference ?? '';
  await testStack.partner('POST', `/sandbox/reservations/${reference}/usage`, {
    lines: album.recordings.map(({ isrc }, index) => ({
      ...{ lineId: `${reference}-${index}`, isrc, territory: 'DE' },
      ...{ from: '2026-11-01', to: '2026-11-30' },
      ...{ units: index + 1, revenueMinor: 70, currency: 'EUR' },
    })),
  });
  const usage = await testStack.until('the usage', async () => {
    const shown = ReleaseUsage.parse((await run('release', 'usage', releaseId, '--json')).json());
    return shown.items.length > 0 ? shown : undefined;
  });
  expect(usage.recordings).toMatchObject([
    { trackId: unreleased, units: 1 },
    { trackId: single, units: 2 },
  ]);

  const amended = await run(
    ...['release', 'amend', releaseId, '--title', 'All Buses', '--reason', 'a test'],
  );
  expect(amended.stdout).toContain('Metadata version 2');
  await releaseWhen(releaseId, 'the amendment', ({ partners }) =>
    partners.every(({ metadataVersion }) => metadataVersion === 2),
  );
  const ofRecording = ['--recording', '1-2', '--title', 'Late Bus', '--genre', 'Electronic'];
  await run('release', 'amend', releaseId, ...ofRecording, '--reason', 'a test');
  const third = await releaseWhen(releaseId, 'the amendment of a recording', ({ partners }) =>
    partners.every(({ metadataVersion }) => metadataVersion === 3),
  );
  expect(third.recordings.map(({ isrc }) => isrc)).toEqual(
    album.recordings.map(({ isrc }) => isrc),
  );
  const page = await fetch(testStack.variable('PARTNER_SANDBOX_URL'));
  expect(await page.text()).toMatch(/All Buses[^]*1\. Day Bus[^]*2\. Late Bus/);
  const list = await run('release', 'list');
  expect(list.stdout).toMatch(/All Buses\s+2\s.*live/);
  const folder = await mkdtemp(join(tmpdir(), 'fermata-dossier-'));
  const dossier = await run('release', 'dossier', releaseId, '--to', join(folder, 'album.zip'));
  expect(dossier.stdout).toContain('verified');
  await rm(folder, { recursive: true });

  await run('release', 'withdraw', releaseId, '--reason', 'a test');
  await releaseWhen(releaseId, 'the withdrawal', ({ partners }) =>
    partners.every(({ state }) => state === 'taken-down'),
  );
  expect(await shop.answersAbout(releaseId)).toEqual([
    ...['received', 'accepted', 'live', 'updated', 'updated', 'taken-down'],
  ]);
  expect((await show(singleId ?? '')).partners).toMatchObject([{ state: 'live' }]);
  await testStack.stage(single, 'published');
  await testStack.stage(unreleased, 'approved');
});

it('an album is cancelled before its date; one that a shop asks for and delists leaves the other, too', async () => {
  const { testStack } = own;
  const trackId = await testStack.create({
    brief: { text: 'synthwave', title: 'Last Bus', durationSeconds: 5, seed: 2102 },
    release: { publishOn: 'request' },
  });
  await testStack.stage(trackId, 'review');
  await testStack.decide(trackId, 'approve');
  await testStack.stage(trackId, 'approved');
  const release = ['release', 'create', '--title', 'Last Buses', '--recording', `${trackId}@1`];
  const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const later = await run(...release, '--publish-at', `${inAMonth}T09:00 Europe/Berlin`, '--json');
  const { releaseId: cancelled } = ReleaseAccepted.parse(later.json());
  expect((await show(cancelled)).allowedActions).toContain('cancel');
  await run('release', 'cancel', cancelled, '--reason', 'sooner');
  await releaseWhen(cancelled, 'the cancellation', ({ outcome }) => outcome === 'cancelled');

  const created = await run(
    ...release,
    ...['--partner', `sandbox,${DROP}`, '--on-rejection', 'all-or-nothing', '--json'],
    ...['--publish-on', 'request'],
  );
  const { releaseId } = ReleaseAccepted.parse(created.json());
  expect((await run('release', 'show', releaseId)).stdout).toContain('a request of a partner');
  await testStack.partner('POST', '/sandbox/requests', { requestId: 'album', releaseId });
  const album = await releaseWhen(releaseId, 'the end', ({ endedAt }) => endedAt !== null);
  expect(album.outcome).toBe('live');
  expect(await testStack.partner('GET', '/v1/answers?requestId=album')).toMatchObject({
    answers: [{ type: 'release.accepted', reason: 'the release starts' }],
  });
  const reference = album.partners[0]?.partnerReference ?? '';
  await testStack.partner('POST', `/sandbox/reservations/${reference}/reject`, {
    reason: 'a listener complained',
  });
  await releaseWhen(releaseId, 'the withdrawal', ({ partners }) =>
    partners.every(({ state }) => state === 'taken-down'),
  );
  const { stream, data } = await testStack.event(trackId, 'release.partner-delisted');
  expect(stream).toBe(`release/${releaseId}`);
  expect(data).toMatchObject({
    ...{ partner: 'sandbox', verifiedState: 'rejected', stillSoldBy: [DROP] },
    detail: expect.stringContaining('a listener complained') as unknown,
  });
  expect(await testStack.event(trackId, 'withdrawal.requested')).toMatchObject({
    ...{ actor: 'act_fermata' },
    data: { reason: expect.stringContaining('all-or-nothing') as unknown },
  });
  expect(await shop.answersAbout(releaseId)).toEqual([
    ...['received', 'accepted', 'live', 'taken-down'],
  ]);
  await testStack.stage(trackId, 'approved');
});
