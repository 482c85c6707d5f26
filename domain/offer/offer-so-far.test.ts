import { expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import { deriveId, sha256Hex, workflowIds } from '@fermata/contracts/values';
import { offerSoFar } from './offer-so-far.ts';

const releaseId = deriveId('rel', 'one');
const partner = 'shop';
const started: Pick<NewEvent, 'type' | 'data'> = {
  type: 'offer.started',
  data: {
    ...{ releaseId, trackId: deriveId('trk', 'one'), version: 1, partner },
    versionSha256: sha256Hex('version'),
  },
};
const reserved = (partnerReference: string): Pick<NewEvent, 'type' | 'data'> => ({
  type: 'delivery.reserved',
  data: { partner, partnerReference },
});
const ended = (outcome: 'live' | 'failed'): Pick<NewEvent, 'type' | 'data'> => ({
  type: 'offer.ended',
  data: { partner, outcome, detail: '', redelivery: false },
});
const restarted: Pick<NewEvent, 'type' | 'data'> = {
  type: 'offer.restarted',
  data: { partner, attempt: 2 },
};

it.each([
  ['that has begun nothing', [], { sequence: 0, ended: null, references: [] }],
  ['that is in flight', [started, reserved('a')], { ended: null, references: ['a'] }],
  ['that is on sale', [started, reserved('a'), ended('live')], { ended: { isLive: true } }],
  [
    'whose second attempt is in flight',
    [started, reserved('a'), ended('failed'), restarted, reserved('b')],
    { sequence: 5, ended: null, references: ['a', 'b'] },
  ],
])('an offer %s', (_what, entries, expected) => {
  const events = entries.map(
    (entry, index) =>
      ({
        ...{ projectId: 'default', stream: workflowIds.offer(releaseId, partner) },
        ...{ sequence: index + 1, occurredAt: '2026-11-30T12:00:00.000Z', actor: 'act_system' },
        ...{ workflowId: 'offer', runId: 'run', ...entry },
      }) as NewEvent,
  );
  expect(offerSoFar(events)).toMatchObject(expected);
});
