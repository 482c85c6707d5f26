import { describe, expect, it } from 'vitest';
import { deriveId, hasLeftProduction, STAGES } from '@fermata/contracts/values';
import type { RecordedTrack } from '../release/unreleasable-issue.ts';
import {
  ACCEPTED,
  AMBIGUOUS,
  closedAnswer,
  closedReleaseAnswer,
  firstAnswer,
  firstReleaseAnswer,
  isOpenTo,
  NOT_OPEN,
  RELEASE_NOT_OPEN,
  requestAnswer,
} from './release-request.ts';

const answerIn = (stage: (typeof STAGES)[number], held = false, pending = 0) =>
  firstAnswer({ stage, held, pending, embargo: null });
const DATE = Date.parse('2027-03-01T08:00:00Z');

/** A person has withdrawn those that are withdrawn. */
const tracksIn = (...stages: readonly (typeof STAGES)[number][]): RecordedTrack[] =>
  stages.map((stage) => ({
    ...{ trackId: deriveId('trk', stage), stage },
    withdrawnByPerson: stage === 'withdrawn',
  }));

describe('a request of a partner', () => {
  it('is open to the partners of terms that wait for a date or a request', () => {
    const open = (publishOn: 'approval' | 'date' | 'request', partner: string) =>
      isOpenTo({ publishOn, partners: ['shop'] }, partner);
    expect([open('request', 'shop'), open('date', 'shop')]).toEqual([true, true]);
    expect([open('approval', 'shop'), open('request', 'other')]).toEqual([false, false]);
  });

  it('starts the release of an approved track, and is remembered before', () => {
    expect(answerIn('approved')).toBeNull();
    expect(answerIn('approved', true)).toMatchObject({ answer: 'remembered' });
    for (const stage of STAGES.slice(0, STAGES.indexOf('approved')))
      expect(answerIn(stage), stage).toMatchObject({ answer: 'remembered' });
  });

  it('is remembered until the date of the release, which the answer names', () => {
    const before = { pending: 0, embargo: DATE };
    const at = {
      answer: 'remembered',
      reason: 'the release starts at its date, 2027-03-01 08:00:00 UTC',
    };
    expect(firstAnswer({ ...before, stage: 'approved', held: false })).toEqual(at);
    expect(firstReleaseAnswer(before)).toEqual(at);
    for (const facts of [
      { stage: 'review', held: false } as const,
      { stage: 'approved', held: true } as const,
    ])
      expect(firstAnswer({ ...before, ...facts })).toMatchObject({
        answer: 'remembered',
        reason: expect.stringContaining('not before 2027-03-01 08:00:00 UTC') as unknown,
      });
    expect(firstReleaseAnswer({ pending: 100, embargo: DATE })).toMatchObject({ code: 'too-many' });
    expect(firstReleaseAnswer({ pending: 0, embargo: null })).toBe(ACCEPTED);
  });

  it('is refused once the release has started or the track has ended', () => {
    expect(answerIn('publishing')).toMatchObject({ code: 'already-released' });
    expect(answerIn('published')).toMatchObject({ code: 'already-released' });
    for (const stage of ['delisted', 'withdrawn', 'archived', 'cancelled', 'failed'] as const)
      expect(closedAnswer(stage), stage).toMatchObject({ answer: 'refused', code: 'ended' });
    for (const stage of STAGES)
      if (closedAnswer(stage) === null) expect(hasLeftProduction(stage), stage).toBe(false);
  });

  it('for a release of approved versions is refused once that has started or ended', () => {
    const startedAt = '2027-03-01T09:00:00.000Z';
    const tracks = tracksIn('approved', 'delisted');
    expect(closedReleaseAnswer({ startedAt: null, outcome: null, tracks })).toBeNull();
    for (const outcome of [null, 'live'] as const)
      expect(closedReleaseAnswer({ startedAt, outcome, tracks })).toEqual({
        ...{ answer: 'refused', code: 'already-released' },
        reason: 'the release has already started',
      });
    expect(closedReleaseAnswer({ startedAt: null, outcome: 'cancelled', tracks })).toEqual({
      ...{ answer: 'refused', code: 'ended', reason: 'the release has ended (cancelled)' },
    });
    expect(closedReleaseAnswer({ startedAt, outcome: 'rejected', tracks })).toMatchObject({
      code: 'ended',
    });
  });

  it('for a waiting release is refused once a person has withdrawn or cancelled one of its tracks', () => {
    for (const stage of ['withdrawn', 'cancelled'] as const)
      expect(
        closedReleaseAnswer({
          ...{ startedAt: null, outcome: null },
          tracks: tracksIn('published', stage),
        }),
      ).toEqual({
        ...{ answer: 'refused', code: 'ended' },
        reason: 'one of its recordings is not released any more',
      });
  });

  it('starts a waiting release although the own release of one of its tracks was rejected', () => {
    const tracks = tracksIn('approved', 'archived', 'failed');
    expect(closedReleaseAnswer({ startedAt: null, outcome: null, tracks })).toBeNull();
  });

  it('is refused while too many others wait', () => {
    expect(answerIn('mixing', false, 99)).toMatchObject({ answer: 'remembered' });
    expect(answerIn('mixing', false, 100)).toMatchObject({ code: 'too-many' });
  });
});

describe('the answer to a request', () => {
  const target = { closed: null, recorded: null, recalled: false };
  const remembered = { answer: 'remembered', reason: 'the release starts later' } as const;

  it('is that of the rules if nothing matches, or several do', () => {
    expect(requestAnswer([], {})).toBe(NOT_OPEN);
    expect(requestAnswer([], { releaseId: 'rel_1' })).toBe(RELEASE_NOT_OPEN);
    expect(requestAnswer([target, target], {})).toBe(AMBIGUOUS);
  });

  it('is left to the workflow of the one that matches, unless it is recalled', () => {
    expect(requestAnswer([target], {})).toBeNull();
    expect(requestAnswer([{ ...target, recorded: [] }], {})).toBeNull();
    expect(requestAnswer([{ ...target, recalled: true }], {})).toBe(NOT_OPEN);
  });

  it('is the recorded one, the final one before a remembered one', () => {
    expect(requestAnswer([{ ...target, recorded: [remembered] }], {})).toBe(remembered);
    const recorded = [remembered, ACCEPTED];
    expect(requestAnswer([{ ...target, recorded, recalled: true }], {})).toBe(ACCEPTED);
  });

  it('is that of a closed track only if it has not recorded the request', () => {
    const closed = closedAnswer('published');
    expect(requestAnswer([{ ...target, closed }], {})).toBe(closed);
    expect(requestAnswer([{ ...target, closed, recorded: [] }], {})).toBeNull();
  });
});
