import { describe, expect, it } from 'vitest';
import { hasLeftProduction, STAGES } from '@fermata/contracts/values';
import { closedAnswer, closedReleaseAnswer, firstAnswer, isOpenTo } from './release-request.ts';

const answerIn = (stage: (typeof STAGES)[number], held = false, pending = 0) =>
  firstAnswer({ stage, held, pending });

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
    const stages = ['approved', 'delisted'] as const;
    expect(closedReleaseAnswer({ startedAt: null, outcome: null, stages })).toBeNull();
    for (const outcome of [null, 'live'] as const)
      expect(closedReleaseAnswer({ startedAt, outcome, stages })).toEqual({
        ...{ answer: 'refused', code: 'already-released' },
        reason: 'the release has already started',
      });
    expect(closedReleaseAnswer({ startedAt: null, outcome: 'cancelled', stages })).toEqual({
      ...{ answer: 'refused', code: 'ended', reason: 'the release has ended (cancelled)' },
    });
    expect(closedReleaseAnswer({ startedAt, outcome: 'rejected', stages })).toMatchObject({
      code: 'ended',
    });
  });

  it('for a waiting release is refused once one of its tracks was withdrawn or cancelled', () => {
    for (const stage of ['withdrawn', 'cancelled'] as const)
      expect(
        closedReleaseAnswer({ startedAt: null, outcome: null, stages: ['published', stage] }),
      ).toEqual({
        ...{ answer: 'refused', code: 'ended' },
        reason: 'one of its recordings is not released any more',
      });
  });

  it('is refused while too many others wait', () => {
    expect(answerIn('mixing', false, 99)).toMatchObject({ answer: 'remembered' });
    expect(answerIn('mixing', false, 100)).toMatchObject({ code: 'too-many' });
  });
});
