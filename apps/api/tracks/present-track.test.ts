import { describe, expect, it } from 'vitest';
import { ReviewView, TrackView } from '@fermata/contracts/http';
import { deriveId, money, ReleaseTerms, ReviewTerms } from '@fermata/contracts/values';
import type { ReviewRecord, TrackRecord } from '@fermata/prisma';
import { presentReview } from '../reviews/present-review.ts';
import { presentTrack } from './present-track.ts';

const rita = { actor: 'act_rita', projectId: 'default', roles: ['reviewer'] } as const;
const time = '2026-11-22T12:00:00.000Z';
const trackId = deriveId('trk', 'one');
const review: ReviewRecord = {
  reviewId: deriveId('rev', 'one'),
  trackId,
  title: 'Night Bus',
  version: 1,
  versionSha256: 'ab'.repeat(32),
  terms: ReviewTerms.parse({ quorum: 2 }),
  state: 'open',
  openedAt: time,
  expiresAt: time,
  effectiveAt: null,
  reminderDueAt: null,
  escalated: false,
  findings: [],
  understanding: [],
  earlierVersions: [],
  projectId: 'default',
  requestedBy: 'act_ada',
  decisions: [
    {
      decisionId: deriveId('dec', 'one'),
      verdict: 'approve',
      reviewer: 'act_otto',
      version: 1,
      note: null,
      edits: null,
      understanding: null,
      decidedAt: time,
      undone: false,
    },
  ],
};
const record: TrackRecord = {
  trackId,
  workflowId: `track/${trackId}`,
  title: 'Night Bus',
  stage: 'review',
  held: false,
  version: 1,
  style: 'lo-fi',
  durationSeconds: 30,
  createdAt: time,
  updatedAt: time,
  brief: { text: 'night bus', durationSeconds: 30, use: 'commercial' },
  intent: null,
  requestedBy: 'act_ada',
  detail: null,
  candidates: [],
  versions: [],
  review,
  order: null,
  releaseId: null,
  upc: null,
  partners: [],
  costs: {
    cpuSeconds: 0,
    audioSeconds: 0,
    price: money(0),
    modelSeconds: 0,
    cacheHits: 0,
    savedCpuSeconds: 0,
    savedPrice: money(0),
  },
  eventCount: 5,
  projectId: 'default',
  requestSha256: 'ab'.repeat(32),
  reviewTerms: review.terms,
  releaseTerms: ReleaseTerms.parse({}),
  publishesAt: null,
  failedWithdrawals: 0,
  releaseQuestion: null,
  projectHold: null,
};
const ada = { actor: 'act_ada', name: 'Ada' };
const reviewers = [ada, { actor: 'act_otto', name: 'Otto' }, { actor: 'act_rita', name: null }];
const actors = {
  names: new Map<string, string>(),
  reviewers,
  recalledTracks: new Map<string, string>(),
  recalledVersions: new Map<string, string>(),
};
const now = (changed: Partial<TrackRecord>, context = actors) =>
  presentTrack({ ...record, ...changed }, context, rita).now;

describe('presentTrack', () => {
  it('matches the contract', () => {
    expect(() => TrackView.parse(presentTrack(record, actors, rita))).not.toThrow();
  });

  it('describes the current work or wait in one sentence', () => {
    expect(now({})).toBe(`Waiting for a reviewer: 1 of 2 approvals, until 2026-11-22 12:00:00 UTC`);
    expect(now({ review: { ...review, reminderDueAt: time } })).toMatch(/UTC, reminder due$/);
    expect(now({ review: { ...review, reminderDueAt: time, escalated: true } })).toMatch(
      /UTC, escalated$/,
    );
    expect(now({ stage: 'mixing', held: true })).toBe('On hold: Mixing the stems');
    expect(now({ stage: 'archived', detail: 'the review expired' })).toBe(
      'Archived: the review expired',
    );
  });

  it('names the hold of the project where a release waits for it', () => {
    const projectHold = { reason: 'an audit', heldBy: 'act_otto', heldAt: time };
    expect(now({ stage: 'publishing', projectHold })).toBe(
      'Publishing: reserve, deliver, await the answer, confirm; ' +
        'the releases of the project are held: an audit',
    );
    expect(now({ stage: 'mixing', projectHold })).toBe('Mixing the stems');
    expect(now({ stage: 'published', projectHold })).toBe('Published');
  });

  it('names the recall for whose end an approved track waits', () => {
    const recall = 'the model theory@2 is recalled (rcl_1): not licensed';
    const context = { ...actors, recalledTracks: new Map([[trackId, recall]]) };
    expect(now({ stage: 'approved' }, context)).toBe(`Approved, not released yet; ${recall}`);
    expect(now({ stage: 'published' }, context)).toBe('Published');
  });

  it('says what an approved track waits for', () => {
    const releaseTerms = ReleaseTerms.parse({
      publishOn: 'date',
      publishAt: { localDateTime: '2027-03-01T09:00', timeZone: 'Europe/Berlin' },
    });
    const publishesAt = '2027-03-01T08:00:00.000Z';
    expect(now({ stage: 'approved', releaseTerms, publishesAt })).toBe(
      'Approved, not released yet: waiting for 2027-03-01 09:00 Europe/Berlin ' +
        '(2027-03-01 08:00:00 UTC)',
    );
    const onRequest = ReleaseTerms.parse({ publishOn: 'request' });
    expect(now({ stage: 'approved', releaseTerms: onRequest })).toBe(
      'Approved, not released yet: waiting for a request of sandbox',
    );
  });

  it('lists who may decide, now or in the next review', () => {
    const deciders = (changed: Partial<TrackRecord>) =>
      presentTrack({ ...record, ...changed }, actors, rita).mayDecide.map(({ actor }) => actor);
    expect(deciders({}), 'Otto has decided, Ada requested the track').toEqual(['act_rita']);
    expect(deciders({ stage: 'mixing', review: null })).toEqual(['act_otto', 'act_rita']);
    const terms = { ...review.terms, ownWorkAllowed: true, reviewers: ['act_ada', 'act_gone'] };
    expect(deciders({ stage: 'mixing', review: null, reviewTerms: terms })).toEqual(['act_ada']);
    for (const stage of ['publishing', 'published', 'archived'] as const)
      expect(deciders({ stage }), stage).toEqual([]);
    expect(deciders({ review: { ...review, state: 'grace' } })).toEqual([]);
  });

  it('has the time when a verdict takes effect, before its grace period is recorded and after it ends', () => {
    const [approval] = review.decisions;
    if (!approval) throw new Error('no approval');
    const terms = ReviewTerms.parse({ quorum: 1 });
    const grace: ReviewRecord = { ...review, terms, state: 'grace', effectiveAt: time };
    expect(now({ review: grace })).toBe(
      'Approved; takes effect at 2026-11-22 12:00:00 UTC unless it is undone',
    );
    expect(
      now({
        review: {
          ...grace,
          decisions: [
            { ...approval, undone: true },
            { ...approval, verdict: 'send-back' },
          ],
        },
      }),
    ).toMatch(/^Sent back; takes effect at/);
    expect(now({ review: { ...review, terms } })).toBe(
      'Approved; takes effect after its grace period unless it is undone',
    );
    expect(now({ review: { ...review, decisions: [{ ...approval, undone: true }] } })).toMatch(
      /^Waiting for a reviewer: 0 of 2/,
    );
    expect(now({ review: { ...grace, state: 'approved' } })).toBe('Approved');
    expect(now({ held: true, review: grace })).toBe(
      'On hold: Approved; takes effect some time after the track is resumed unless it is undone',
    );
  });

  it('waits for a person only when candidates are rated and none is picked', () => {
    const candidate = {
      candidateId: deriveId('cand', 'one'),
      number: 1,
      version: 1,
      recipeId: 'ab'.repeat(32),
      rating: 0.5,
      criteria: [],
      findings: [],
      picked: false,
      assets: [],
    };
    const picking = (candidates: TrackRecord['candidates']) =>
      presentTrack({ ...record, stage: 'picking', review: null, candidates }, actors, {
        ...rita,
        roles: ['creator'],
      });
    expect(picking([candidate])).toMatchObject({
      now: 'Waiting for a person to pick a candidate',
      allowedActions: ['pick', 'hold', 'cancel'],
    });
    expect(picking([{ ...candidate, picked: true }]).allowedActions).toEqual(['hold', 'cancel']);
    expect(picking([{ ...candidate, rating: null }]).allowedActions).toEqual(['hold', 'cancel']);
    // The next version has not been generated yet.
    expect(picking([{ ...candidate, version: 2 }]).allowedActions).toEqual(['hold', 'cancel']);
  });

  it('names reviewers that still have a name', () => {
    expect(
      ReviewView.parse(
        presentReview(review, { ...actors, names: new Map([['act_otto', 'Otto']]) }, rita),
      ).decisions[0],
    ).toMatchObject({ reviewer: 'act_otto', reviewerName: 'Otto' });
    expect(presentReview(review, actors, rita).decisions[0]).toMatchObject({
      reviewerName: null,
    });
  });
});
