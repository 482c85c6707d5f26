import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PartnerPing } from '@fermata/contracts/http';
import { type OwnDropShop, startOwnDropShop } from '../testing/own-drop-shop.ts';
import { type OwnStack, startOwnStack } from '../testing/own-stack.ts';
import { fermata } from '../testing/run-fermata.ts';

const PARTNER = 'sandbox-drop';
let shop: OwnDropShop;
let own: OwnStack;

beforeAll(async () => {
  shop = await startOwnDropShop();
  own = await startOwnStack({ env: { FERMATA_PARTNER_HOSTS: shop.host } });
  const added = await run('partner', 'add', PARTNER, shop.url, '--sftp-file', shop.sftpFile);
  expect(added.code, added.stderr).toBe(0);
});
afterAll(async () => {
  await own.close();
  await shop.close();
});

const run = (...args: string[]) => fermata(args, own.testStack.env);

describe.concurrent('a shop behind a drop folder over SFTP', () => {
  it('sells a release together with a shop over HTTP, amends it, and takes it down', async () => {
    const { testStack } = own;
    const ping = await run('partner', 'ping', PARTNER, '--json');
    expect(PartnerPing.parse(ping.json())).toMatchObject({ reachable: true });
    const trackId = await testStack.create({
      release: { partners: ['sandbox', PARTNER] },
      brief: { text: 'synthwave', durationSeconds: 5, seed: 90 },
    });
    await testStack.stage(trackId, 'review');
    await testStack.decide(trackId, 'approve');
    const { partners, releaseId } = await testStack.stage(trackId, 'published');
    // The shop over HTTP publishes it at once.
    expect(partners.map(({ name }) => name)).toEqual(['sandbox', PARTNER]);
    await testStack.event(trackId, 'delivery.confirmed', ({ data }) => data['partner'] === PARTNER);
    const answers = await shop.answersAbout(releaseId ?? '');
    expect(answers).toEqual(['received', 'accepted', 'live']);

    const amended = await run(
      ...['release', 'amend', trackId, '--title', 'Late Rain', '--reason', 'a test'],
    );
    expect(amended.code, amended.stderr).toBe(0);
    const { data: end } = await testStack.event(trackId, 'amendment.ended');
    expect(end).toMatchObject({ outcome: 'shown', detail: `shown by sandbox, ${PARTNER}` });
    expect(await shop.answersAbout(releaseId ?? '')).toEqual([...answers, 'updated']);

    const withdrawn = await run('track', 'withdraw', trackId, '--reason', 'a test');
    expect(withdrawn.code, withdrawn.stderr).toBe(0);
    await testStack.stage(trackId, 'withdrawn');
    expect(await shop.answersAbout(releaseId ?? '')).toEqual([...answers, 'updated', 'taken-down']);
  });

  it('asks for a fix, and gets the release again when a person says so', async () => {
    const { testStack } = own;
    const trackId = await testStack.create({
      release: { partners: [PARTNER] },
      brief: {
        text: 'synthwave',
        title: 'Unfinished [needs-fix]',
        durationSeconds: 5,
        seed: 92,
      },
    });
    await testStack.stage(trackId, 'review');
    await testStack.decide(trackId, 'approve');
    const fix = await testStack.until('a request for a fix', async () => {
      const { partners } = await testStack.track(trackId);
      return partners[0]?.fix;
    });
    expect(fix.fields).toMatchObject([{ field: 'title' }]);
    const answered = await run(
      ...['release', 'answer', trackId, 'redeliver', '--partner', PARTNER, '--as', 'operations'],
    );
    expect(answered.code, answered.stderr).toBe(0);
    const { releaseId } = await testStack.stage(trackId, 'published');
    expect(await shop.answersAbout(releaseId ?? '')).toEqual([
      ...['received', 'needs-fix', 'accepted', 'live'],
    ]);
  });

  it('asks for a release with a file, and gets the answer as a file', async () => {
    const { testStack } = own;
    const trackId = await testStack.create({
      release: { partners: [PARTNER], publishOn: 'request' },
      brief: { text: 'synthwave', durationSeconds: 5, seed: 91 },
    });
    await testStack.stage(trackId, 'review');
    await testStack.decide(trackId, 'approve');
    await testStack.stage(trackId, 'approved');
    await shop.request('request-1', {
      type: 'release.requested',
      timestamp: new Date().toISOString(),
      data: { requestId: 'request-1', trackId },
    });
    await testStack.stage(trackId, 'published');
    const answer = await testStack.until('the answer', async () => (await shop.answers())[0]);
    expect(answer).toMatchObject({
      type: 'release.accepted',
      data: { requestId: 'request-1', trackId },
    });
  });
});
