import { expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import { deriveId, workflowIds } from '@fermata/contracts/values';
import { decisiveTypes, endedStreamIssue } from './ended-stream-issue.ts';

const stream = workflowIds.release(deriveId('rel', 'one'));
const event = (sequence: number, entry: Pick<NewEvent, 'type' | 'data'>): NewEvent =>
  ({
    ...{ projectId: 'default', stream, sequence, actor: 'act_system', ...entry },
    ...{ occurredAt: '2026-11-30T12:00:00.000Z', workflowId: stream, runId: 'run' },
  }) as NewEvent;
const ended = event(3, { type: 'release.ended', data: { outcome: 'live', detail: 'on sale' } });
const kept = event(4, { type: 'release.kept', data: { partners: ['shop'], detail: 'on sale' } });
const ignored = event(4, {
  type: 'release.answer-ignored',
  data: { partner: 'shop', webhookId: 'msg_1', detail: 'it still sells it' },
});

it('a release that has ended takes no further step, but messages about its sale', () => {
  expect(endedStreamIssue([kept], [ended])).toBe(
    `stream ${stream} has ended with release.ended, event 3: it takes no release.kept as event 4`,
  );
  expect(endedStreamIssue([ignored], [ended])).toBeNull();
  expect(endedStreamIssue([kept], [])).toBeNull();
});

it('an end within a batch counts, too', () => {
  expect(endedStreamIssue([ended, kept], [])).toMatch(/takes no release.kept/);
});

it('only events that an end forbids need its past', () => {
  expect(decisiveTypes(stream, [kept])).toEqual(['release.ended']);
  expect(decisiveTypes(stream, [ignored])).toEqual([]);
  expect(decisiveTypes('project/default', [kept])).toEqual([]);
});

it('a withdrawal that has failed ends a second time, as withdrawn or as superseded, and then for good', () => {
  const withdrawal = workflowIds.withdrawal(deriveId('wdr', 'one'));
  const end = (sequence: number, outcome: 'withdrawn' | 'failed' | 'superseded'): NewEvent => ({
    ...event(sequence, {
      type: 'withdrawal.ended',
      data: { trackId: deriveId('trk', 'one'), outcome, detail: '', stillOfferedTo: [] },
    }),
    stream: withdrawal,
  });
  const failed = end(4, 'failed');
  for (const outcome of ['withdrawn', 'superseded'] as const) {
    expect(endedStreamIssue([end(5, outcome)], [failed])).toBeNull();
    expect(endedStreamIssue([end(6, 'withdrawn')], [end(5, outcome)])).not.toBeNull();
  }
  expect(endedStreamIssue([end(5, 'failed')], [failed])).not.toBeNull();
});
