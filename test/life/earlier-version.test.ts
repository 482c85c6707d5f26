import { afterAll, expect, inject, it } from 'vitest';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));

afterAll(() => testStack.close());

it('a reviewer sends back twice and approves the first version: the partner gets that one', async () => {
  const trackId = await testStack.create({
    brief: { text: 'earlier version, warm lo-fi', durationSeconds: 8, seed: 7301 },
  });
  await testStack.stage(trackId, 'review');
  const opened = (version: number) =>
    testStack.event(trackId, 'review.opened', ({ data }) => data['version'] === version);
  await testStack.decide(trackId, 'send-back', { note: 'faster, and with a kazoo' });
  await opened(2);
  await testStack.decide(trackId, 'send-back', { note: 'without drums' });
  await opened(3);

  const { reviewId, earlierVersions } = await testStack.review(trackId);
  expect(earlierVersions).toMatchObject([
    {
      version: 1,
      sentBack: {
        reviewer: 'act_rita',
        note: 'faster, and with a kazoo',
        edits: [{ op: 'tempo' }],
      },
    },
    { version: 2, sentBack: { note: 'without drums', edits: [{ op: 'remove', part: 'drums' }] } },
  ]);
  const wishes = earlierVersions[0]?.sentBack?.understanding ?? [];
  expect(wishes.find(({ quote }) => quote.includes('faster'))?.outcome).toBe('honoured');
  expect(wishes.find(({ quote }) => quote.includes('kazoo'))?.outcome).not.toBe('honoured');
  expect((await testStack.event(trackId, 'review.decided')).data).toMatchObject({
    version: 1,
    understanding: wishes,
  });

  expect(
    await testStack.as('rita').command(`/v1/reviews/${reviewId}/approve`, { version: 1 }),
  ).toMatchObject({ outcome: 'accepted' });
  const published = await testStack.stage(trackId, 'published');
  expect(published).toMatchObject({ version: 1, review: { state: 'approved', version: 3 } });
  const [first, , third] = published.versions;
  const shop = await (await fetch(testStack.variable('PARTNER_SANDBOX_URL'))).text();
  expect(first?.isrc).not.toBe(third?.isrc);
  expect(shop).toContain(`ISRC ${first?.isrc}`);
  expect(shop).not.toContain(`ISRC ${third?.isrc}`);
  const delivered = (await testStack.event(trackId, 'delivery.delivered')).data;
  expect(JSON.stringify(delivered)).toContain(
    first?.assets.find(({ kind }) => kind === 'delivery-flac')?.sha256,
  );
});
