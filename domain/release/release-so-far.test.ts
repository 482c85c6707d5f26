import { expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import { deriveId, sha256Hex, workflowIds } from '@fermata/contracts/values';
import { releaseSoFar } from './release-so-far.ts';

const releaseId = deriveId('rel', 'waiting');
const streamOf = (...entries: readonly Pick<NewEvent, 'type' | 'data'>[]): NewEvent[] =>
  entries.map(
    (entry, index) =>
      ({
        ...{ projectId: 'default', stream: workflowIds.release(releaseId), sequence: index + 2 },
        ...{ occurredAt: '2026-11-30T12:00:00.000Z', actor: 'act_system' },
        ...{ workflowId: 'release', runId: 'run', ...entry },
      }) as NewEvent,
  );
const requested = (requestId: string, versionSha256?: string): Pick<NewEvent, 'type' | 'data'> => ({
  type: 'release.requested',
  data: {
    ...{ partner: 'shop', requestId, webhookId: `msg-${requestId}` },
    ...(versionSha256 === undefined ? {} : { versionSha256 }),
  },
});
const answered = (
  requestId: string,
  answer: 'remembered' | 'accepted',
): Pick<NewEvent, 'type' | 'data'> => ({
  type: 'release.request-answered',
  data: { partner: 'shop', requestId, answer, reason: 'its date' },
});

it('a release that waits keeps the requests that are remembered', () => {
  const versionSha256 = sha256Hex('version');
  const events = streamOf(
    ...[requested('a'), answered('a', 'remembered')],
    ...[requested('b', versionSha256), answered('b', 'remembered')],
    ...[requested('c'), answered('c', 'accepted')],
  );
  expect(releaseSoFar(events)).toEqual({
    ...{ sequence: 7, started: false, kept: false, cancelled: null },
    requestedBy: { person: false, partner: true },
    requests: [
      { partner: 'shop', requestId: 'a', webhookId: 'msg-a', versionSha256: null },
      { partner: 'shop', requestId: 'b', webhookId: 'msg-b', versionSha256 },
    ],
  });
});

it('a release knows that a person has started or cancelled it, and that it has begun', () => {
  const events = streamOf(
    { type: 'release.start-requested', data: {} },
    {
      type: 'release.started',
      data: {
        ...{ releaseId, trackId: deriveId('trk', 'one'), version: 1 },
        ...{ versionSha256: sha256Hex('version'), partners: ['shop'] },
      },
    },
    { type: 'release.cancel-requested', data: { reason: 'a mistake' } },
    { type: 'release.kept', data: { partners: ['shop'], detail: 'on sale' } },
  );
  expect(releaseSoFar(events)).toMatchObject({
    ...{ started: true, kept: true, cancelled: { reason: 'a mistake' } },
    requestedBy: { person: true, partner: false },
  });
  expect(releaseSoFar([])).toMatchObject({ sequence: 0, started: false, cancelled: null });
});
