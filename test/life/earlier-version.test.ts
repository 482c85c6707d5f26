import { randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { VersionComparison } from '@fermata/contracts/http';
import { fermata } from '../testing/run-fermata.ts';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));

afterAll(() => testStack.close());

const Compared = VersionComparison.extend({ files: z.array(z.string()).length(2) });

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

  const folder = join(tmpdir(), `fermata-compare-${randomUUID()}`);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const compared = await fermata(
    ['track', 'compare', `${trackId}@1`, `${trackId}@3`, '--to', folder, '--json'],
    testStack.env,
  );
  const comparison = Compared.parse(JSON.parse(compared.stdout));
  expect(comparison.differences).toEqual([
    expect.stringMatching(/^tempo \d+ beats a minute$/),
    'without drums',
  ]);
  expect(Math.max(...comparison.versions.map(({ gainDb }) => gainDb))).toBe(0);
  expect(comparison.versions.map(({ url }) => url)).not.toContain(null);
  for (const file of comparison.files) expect((await stat(file)).size).toBeGreaterThan(100_000);

  expect(
    await testStack.as('rita').command(`/v1/reviews/${reviewId}/approve`, { version: 1 }),
  ).toMatchObject({ outcome: 'accepted' });
  const published = await testStack.stage(trackId, 'published');
  expect(published).toMatchObject({ version: 1, review: { state: 'approved', version: 3 } });
  const differences = await fermata(
    ['track', 'diff', trackId, `${trackId}@1`, '--json'],
    testStack.env,
  );
  expect(JSON.parse(differences.stdout)).toMatchObject({ differences: [] });
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
