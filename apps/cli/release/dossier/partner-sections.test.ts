import { expect, test } from 'vitest';
import type { LogEntryView } from '@fermata/contracts/http';
import { withdrawalsAndHolds } from './partner-sections.ts';

const HASH = 'a'.repeat(64);
const entry = (position: number, stream: string, type: string, data: object): LogEntryView => ({
  ...{ position, contentSha256: HASH, prevHash: HASH, logPrevHash: HASH, hash: HASH },
  event: {
    ...{ projectId: 'default', stream, sequence: 1, type, data, actor: 'act_otto' },
    ...{ occurredAt: '2026-11-29T09:00:00.000Z', workflowId: null, runId: null },
  },
});
const sectionsOf = (events: LogEntryView[]) =>
  withdrawalsAndHolds({ evidence: { events, link: [], checkpoint: null, keys: [] } }).flatMap(
    (block) => {
      if (block.kind === 'table') return block.rows.map((row) => `${row[0]} ${row[2]}`);
      return block.kind === 'facts' ? [] : [block.text];
    },
  );

test('withdrawals and holds have their own tables', () => {
  const reason = 'a doubt about a licence';
  expect(
    sectionsOf([
      entry(1, 'track/trk_1', 'track.held', { reason }),
      entry(2, 'track/trk_1', 'track.resumed', {}),
      entry(3, 'project/default', 'project.held', { reason }),
      entry(4, 'withdrawal/wdr_1', 'takedown.requested', {
        ...{ partner: 'shop', partnerReference: 'prt_1' },
      }),
    ]),
  ).toEqual([
    ...['Withdrawals', '4 Asked shop to take down prt_1'],
    ...['Holds', `1 Held: “${reason}”`, '2 Resumed'],
    `3 Held the releases of the project: “${reason}”`,
  ]);
});

test('without them, a sentence says so', () => {
  expect(sectionsOf([])).toEqual([
    ...['Withdrawals', 'It was never withdrawn.'],
    ...['Holds', 'Neither a track of it nor the project was ever held.'],
  ]);
});
