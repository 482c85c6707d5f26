import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  deriveId,
  MetadataTerms,
  money,
  ReleaseTerms,
  ReviewTerms,
} from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness({ limits: { figuresMs: 0 } });
});
afterAll(() => harness.stop());

const metrics = async (): Promise<string[]> =>
  z
    .string()
    .parse((await harness.ask('GET', '/metrics', { key: KEYS.otto })).body)
    .split('\n');
const trackId = deriveId('trk', 'figures');

describe('the catalogue in /metrics', () => {
  it('counts tracks by stage, costs by project and pending webhooks', async () => {
    const none = await metrics();
    for (const line of [
      'fermata_tracks{stage="accepted"} 0',
      'fermata_tracks{stage="published"} 0',
      'fermata_inbox_pending 0',
      'fermata_failed_withdrawals 0',
    ])
      expect(none).toContain(line);
    await harness.catalogue.events.append([
      {
        type: 'track.accepted',
        projectId: 'default',
        stream: `track/${trackId}`,
        sequence: 1,
        occurredAt: '2026-11-22T12:00:00.000Z',
        actor: 'act_ada',
        workflowId: `track/${trackId}`,
        runId: 'run',
        data: {
          trackId,
          brief: { text: 'night bus', durationSeconds: 30, use: 'commercial' },
          candidates: 3,
          release: ReleaseTerms.parse({}),
          metadata: MetadataTerms.parse({}),
          review: ReviewTerms.parse({}),
          requestedBy: 'act_ada',
          requestSha256: 'ab'.repeat(32),
        },
      },
    ]);
    const step = {
      trackId,
      step: 'mix',
      cpuSeconds: 1.5,
      audioSeconds: 30,
      price: money(2_500),
      cacheHit: false,
      bytesStored: 1000,
      modelSeconds: 0.5,
      failed: false,
      savedCpuSeconds: 0,
      savedPrice: money(0),
    };
    for (const [projectId, stepKey] of [
      ['default', '1'],
      ['default', '2'],
      ['other', '1'],
    ] as const)
      await harness.catalogue.costs.record({ ...step, projectId, stepKey });
    // No offer has this reference, so the webhook stays pending.
    await harness.catalogue.inbox.receive({
      partner: 'sandbox',
      webhookId: 'waits',
      body: JSON.stringify({
        type: 'delivery.accepted',
        timestamp: '2026-11-22T12:00:05.000Z',
        data: { reference: 'prt_unknown' },
      }),
    });
    const some = await metrics();
    for (const line of [
      'fermata_tracks{stage="accepted"} 1',
      'fermata_tracks{stage="published"} 0',
      'fermata_inbox_pending 1',
      'fermata_cost_cpu_seconds_total{project="default"} 3',
      'fermata_cost_cpu_seconds_total{project="other"} 1.5',
      'fermata_cost_audio_seconds_total{project="default"} 60',
      'fermata_cost_price_micros_total{project="default"} 5000',
      'fermata_cost_bytes_stored_total{project="other"} 1000',
    ])
      expect(some).toContain(line);
    // A second request adds nothing.
    expect(await metrics()).toContain('fermata_cost_cpu_seconds_total{project="default"} 3');
  });

  it('is left out while the catalogue hangs, and returns; the other metrics are always answered', async () => {
    const admin = new pg.Client({ connectionString: harness.adminUrl });
    await admin.connect();
    await admin.query('BEGIN; LOCK TABLE cost_total');
    const without = await metrics();
    await admin.query('ROLLBACK');
    await admin.end();
    expect(
      without.filter((line) => /^fermata_(tracks|cost_\w+|inbox_pending)\b/.test(line)),
    ).toEqual([]);
    expect(without.some((line) => line.startsWith('process_cpu_seconds_total'))).toBe(true);
    expect(harness.log.join('')).toContain('the figures of the catalogue timed out');
    await expect.poll(metrics).toContain('fermata_tracks{stage="accepted"} 1');
  });

  it('is left out when it cannot be read', async () => {
    const admin = new pg.Client({ connectionString: harness.adminUrl });
    await admin.connect();
    await admin.query('ALTER TABLE cost_total RENAME TO gone');
    const without = await metrics();
    await admin.query('ALTER TABLE gone RENAME TO cost_total');
    await admin.end();
    expect(
      without.filter((line) => /^fermata_(tracks|cost_\w+|inbox_pending)\b/.test(line)),
    ).toEqual([]);
    expect(harness.log.join('')).toContain('the figures of the catalogue cannot be read');
    await expect.poll(metrics).toContain('fermata_cost_cpu_seconds_total{project="other"} 1.5');
  });
});
