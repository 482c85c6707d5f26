import { afterAll, expect, inject, it } from 'vitest';
import { FetchedUsage, InboxWebhookDetails, ReleaseUsage } from '@fermata/contracts/http';
import { fermata } from '../testing/run-fermata.ts';
import { TestStack } from '../testing/test-stack.ts';

const { env, keys } = inject('stack');
const testStack = new TestStack({ env, keys });
afterAll(() => testStack.close());

it('usage that the partner reports is shown with the release, and a conflicting report in the inbox', async () => {
  const trackId = await testStack.create({
    brief: { text: 'synthwave', title: 'Sold well', durationSeconds: 5, seed: 1500 },
  });
  await testStack.stage(trackId, 'review');
  await testStack.decide(trackId, 'approve');
  await testStack.stage(trackId, 'published');
  const reference = String(
    (await testStack.event(trackId, 'delivery.confirmed')).data['partnerReference'],
  );
  const line = {
    ...{ lineId: `${reference}-11`, territory: 'DE', from: '2026-11-01', to: '2026-11-30' },
    ...{ units: 12, revenueMinor: 840, currency: 'EUR' },
  };
  const report = (...lines: object[]) =>
    testStack.partner('POST', `/sandbox/reservations/${reference}/usage`, { lines });
  await report(line);
  await report(line);
  const usage = await testStack.until('the usage', async () => {
    const { json } = await fermata(['release', 'usage', trackId, '--json'], env);
    const shown = ReleaseUsage.parse(json());
    return shown.items.length > 0 ? shown : undefined;
  });
  expect(usage).toMatchObject({
    totals: [{ partner: 'sandbox', currency: 'EUR', lines: 1, units: 12, revenueMinor: 840 }],
    items: [line],
  });
  const text = await fermata(['release', 'usage', trackId], env);
  expect(text.stdout).toContain('8.40 EUR');

  // The partner's usage of the month has the same line and another one: each counts once.
  await testStack.partner('POST', `/sandbox/reservations/${reference}/unreported-usage`, {
    lines: [{ ...line, lineId: `${reference}-12`, units: 3, revenueMinor: 210 }],
  });
  const fetchUsage = async () => {
    const ended = await fermata(
      ['partner', 'usage', 'sandbox', '--month', '2026-11', '--json'],
      env,
    );
    expect(ended.code, ended.stderr).toBe(0);
    return FetchedUsage.parse(ended.json());
  };
  expect((await fetchUsage()).failure).toBeNull();
  expect(await fetchUsage()).toMatchObject({ added: 0, failure: null });
  const both = await testStack.until('the fetched line', async () => {
    const { json } = await fermata(['release', 'usage', trackId, '--json'], env);
    const shown = ReleaseUsage.parse(json());
    return shown.items.length > 1 ? shown : undefined;
  });
  expect(both.totals).toMatchObject([{ lines: 2, units: 15, revenueMinor: 1050 }]);

  await report({ ...line, units: 13 });
  const webhookId = await testStack.until('the conflicting report', async () => {
    const { stdout } = await fermata(['inbox', 'list', '--state', 'undeliverable'], env);
    return stdout
      .split('\n')
      .find((row) => row.includes(reference))
      ?.split(/ +/)[1];
  });
  const replayed = await fermata(['inbox', 'replay', 'sandbox', webhookId], env);
  expect(replayed.code, replayed.stderr).toBe(0);
  const shown = await testStack.until('the second refusal', async () => {
    const { json } = await fermata(['inbox', 'show', 'sandbox', webhookId, '--json'], env);
    const view = InboxWebhookDetails.parse(json());
    return view.state === 'undeliverable' ? view : undefined;
  });
  expect(shown.reason).toContain(`the line ${line.lineId} before, with other figures`);
});
