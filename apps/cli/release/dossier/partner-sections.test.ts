import { expect, test } from 'vitest';
import type { LogEntryView } from '@fermata/contracts/http';
import { MetadataTerms } from '@fermata/contracts/values';
import { releaseMetadataOf } from '@fermata/domain/metadata';
import { amendments, withdrawalsAndHolds } from './partner-sections.ts';

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

test('the amendments have the approved title and every later one', () => {
  const metadata = releaseMetadataOf(MetadataTerms.parse({}), {
    ...{ title: 'Rain', style: 'house', year: 2026 },
  });
  const amendment = (metadataVersion: number, title: string, changes: object) => ({
    ...{ metadataVersion, workflowId: `amendment/rel_1/${metadataVersion}`, changes },
    ...{ amended: { title, credits: [], metadata }, reason: 'renamed', requestedBy: 'act_otto' },
    ...{ requestedAt: '2026-11-30T09:00:00.000Z', endedAt: null, outcome: null, detail: null },
  });
  const blocks = amendments({
    evidence: { events: [], link: [], checkpoint: null, keys: [] },
    content: null,
    recordings: [{ version: { title: 'Rain' } }],
    release: {
      ...{ releaseId: 'rel_1', title: 'Late Rain', partners: [] },
      amendments: [
        amendment(3, 'Late Rain', { recordings: [{ number: 2, title: 'Later' }] }),
        amendment(2, 'Late Rain', { title: 'Late Rain' }),
      ],
    },
  });
  const rows = blocks.flatMap((block) => (block.kind === 'facts' ? block.rows : []));
  expect(rows.map((row) => row.join(': '))).toEqual([
    'Metadata version 1: as approved; title “Rain”',
    'Metadata version 2: title “Late Rain”; changes title; requested by act_otto: renamed; being sent',
    'Metadata version 3: title “Late Rain”; title of recording 1-2 “Later”; ' +
      'changes recording 1-2: title; requested by act_otto: renamed; being sent',
  ]);
});
