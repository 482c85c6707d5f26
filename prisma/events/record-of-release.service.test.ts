import { expect, test } from 'vitest';
import { z } from 'zod';
import { connectTo, freshCatalogue, tamper } from '../testing/fresh-catalogue.ts';
import { sampleTrack } from '../testing/sample-track.ts';
import { EVENTS_OF_RELEASE, WEBHOOKS_OF_RELEASE } from './record-of-release.ts';

const OTHERS = 20_000;
const FILL_LOG = `
  INSERT INTO event
  SELECT 1000000 + n, 'default', CASE WHEN n % 2 = 0 THEN 'project/default' ELSE 'track/trk_' || n / 40 END, n,
    'usage.reported', now(), 'act_system', NULL, NULL,
    jsonb_build_object('partner', 'sandbox', 'webhookId', 'msg_' || n, 'releaseId', 'rel_' || n,
      'orderId', 'ord_' || n), repeat('0', 64), repeat('0', 64), repeat('0', 64), repeat('0', 64)
  FROM generate_series(1, ${OTHERS}) AS n`;
const FILL_INBOX = `
  INSERT INTO inbox (partner, webhook_id, body, partner_reference)
  SELECT 'sandbox', 'msg_' || n, '{}', 'prt_' || n FROM generate_series(1, ${OTHERS}) AS n`;
const FILL_REFERENCES = `
  INSERT INTO offer_reference SELECT 'sandbox', 'prt_' || n, 'default', 'rel_' || n
  FROM generate_series(1, ${OTHERS}) AS n`;

const Node = z.object({
  'Relation Name': z.string().optional(),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Rows Removed by Filter': z.number().default(0),
  Plans: z.array(z.unknown()).default([]),
});
const Explained = z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: z.unknown() })]) })]);

/** The rows of tables that the nodes of a plan have read, found or not. */
function rowsRead(plan: unknown): number {
  const node = Node.parse(plan);
  const rows = (node['Actual Rows'] + node['Rows Removed by Filter']) * node['Actual Loops'];
  const below = node.Plans.map(rowsRead).reduce((sum, one) => sum + one, 0);
  return below + (node['Relation Name'] === undefined ? 0 : rows);
}

test.each([
  ['events', EVENTS_OF_RELEASE, [0, 100]],
  ['webhooks', WEBHOOKS_OF_RELEASE, []],
])('the %s of a release are found without reading those of others', async (_, sql, page) => {
  const { catalogue, database } = await freshCatalogue();
  const life = sampleTrack('record');
  const { trackId, releaseId } = life;
  for (const event of life.events.slice(0, life.until.published))
    await catalogue.events.append([event]);
  await catalogue.offerAddresses.register({
    ...{ projectId: 'default', trackId, releaseId, workflowId: `release/${releaseId}/sandbox` },
    ...{ partner: 'sandbox', partnerReference: 'prt_own' },
  });
  await tamper(database, FILL_LOG, FILL_INBOX, FILL_REFERENCES, 'ANALYZE');
  const client = await connectTo(database.databaseUrl);
  const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, [
    ...['default', releaseId, ...page],
  ]);
  expect(rowsRead(Explained.parse(rows)[0]['QUERY PLAN'][0].Plan)).toBeLessThan(500);
});
