import { describe, expect, it } from 'vitest';
import type { TrackView } from '@fermata/contracts/http';
import { money } from '@fermata/contracts/values';
import { ProgressEstimate } from './progress-estimate.ts';
import { isWaitingForPeople, progressLine } from './progress-line.ts';
import { hasReached } from './watch-command.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const terms = {
  quorum: 1,
  reviewers: [],
  ownWorkAllowed: false,
  reminderSeconds: 1,
  escalationSeconds: 1,
  expirySeconds: 60,
  graceSeconds: 5,
};
const review: TrackView['review'] = {
  reviewId: `rev_${'0'.repeat(24)}`,
  trackId: `trk_${'0'.repeat(24)}`,
  title: 'Night',
  version: 1,
  versionSha256: '0'.repeat(64),
  terms,
  state: 'open',
  openedAt: '2026-11-22T11:59:00Z',
  expiresAt: '2026-11-22T12:01:00Z',
  effectiveAt: null,
  reminderDueAt: null,
  escalated: false,
  findings: [],
  understanding: [],
  earlierVersions: [],
  decisions: [],
  mayDecide: [],
  allowedActions: [],
};
const track: TrackView = {
  trackId: `trk_${'0'.repeat(24)}`,
  workflowId: 'track/x',
  title: 'Night',
  stage: 'mastering',
  held: false,
  version: 1,
  style: 'lo-fi',
  durationSeconds: 30,
  createdAt: '2026-11-22T11:58:00Z',
  updatedAt: '2026-11-22T11:59:00Z',
  brief: { text: 'night', durationSeconds: 30, use: 'commercial' },
  intent: null,
  requestedBy: 'act_ada',
  percent: 61.5,
  now: 'Mastering the mix',
  detail: null,
  candidates: [],
  versions: [],
  review: null,
  publishOn: 'approval',
  publishesAt: null,
  order: null,
  releaseId: null,
  upc: null,
  partners: [],
  releaseQuestion: null,
  projectHold: null,
  costs: {
    cpuSeconds: 0,
    audioSeconds: 0,
    price: money(0),
    modelSeconds: 0,
    cacheHits: 0,
    savedCpuSeconds: 0,
    savedPrice: money(0),
  },
  eventCount: 1,
  mayDecide: [],
  allowedActions: [],
};

describe('the time left', () => {
  it('follows the pace of the last steps', () => {
    const estimate = new ProgressEstimate();
    expect(estimate.secondsLeft(0)).toBeNull();
    estimate.observe(0, 0);
    expect(estimate.secondsLeft(5)).toBeNull();
    estimate.observe(5, 0);
    expect(estimate.secondsLeft(5)).toBeNull();
    estimate.observe(50, 10);
    expect(estimate.secondsLeft(10)).toBe(10);
    expect(estimate.secondsLeft(14)).toBe(6);
    expect(estimate.secondsLeft(17)).toBe(3);
    expect(estimate.secondsLeft(18)).toBeNull();
    estimate.observe(100, 20);
    expect(estimate.secondsLeft(20)).toBeNull();
  });
  it('restarts with a new version', () => {
    const estimate = new ProgressEstimate();
    estimate.observe(0, 0);
    estimate.observe(60, 1);
    estimate.observe(10, 100);
    expect(estimate.secondsLeft(100)).toBeNull();
    estimate.observe(20, 110);
    expect(estimate.secondsLeft(110)).toBe(80);
  });
});

describe('the time left and waits for people', () => {
  it('is not shown during a wait, and excludes its duration', () => {
    const estimate = new ProgressEstimate();
    estimate.observe(0, 0);
    estimate.observe(40, 8);
    estimate.observe(60, 12, true);
    expect(estimate.secondsLeft(12)).toBeNull();
    estimate.observe(60, 500, true);
    expect(estimate.secondsLeft(600)).toBeNull();
    estimate.observe(80, 1000);
    expect(estimate.secondsLeft(1000)).toBe(4);
    estimate.observe(90, 1002);
    expect(estimate.secondsLeft(1002)).toBe(2);
  });
  it('is not shown in review, while held and while picking', () => {
    expect(
      [
        track,
        { ...track, held: true },
        { ...track, stage: 'review' as const },
        { ...track, stage: 'picking' as const },
      ].map(isWaitingForPeople),
    ).toEqual([false, true, true, true]);
  });
});

describe('the line of progress', () => {
  it('shows stage, percent and time left', () =>
    expect(progressLine(track, 8, now)).toEqual(['Mastering the mix · 62 %', 'about 8.0 s left']));
  it('shows the wait instead of the time left', () => {
    expect(
      progressLine({ ...track, stage: 'review', now: 'Waiting for a reviewer', review }, 8, now),
    ).toEqual(['Waiting for a reviewer · 62 %', 'waits for any reviewer, expires in 1 min 00 s']);
    expect(
      progressLine(
        {
          ...track,
          stage: 'review',
          now: 'Waiting',
          review: { ...review, state: 'grace', effectiveAt: '2026-11-22T12:00:04Z' },
        },
        8,
        now,
      )[1],
    ).toContain('takes effect in 4.0 s');
    expect(progressLine({ ...track, stage: 'picking', allowedActions: ['pick'] }, 8, now)).toEqual([
      'Choosing a candidate · 62 %',
      'waits for "fermata track pick"',
    ]);
    expect(progressLine({ ...track, held: true }, 8, now)[1]).toContain('fermata track resume');
  });
});

describe('a watch', () => {
  it.each([
    ['published', 'published', true],
    ['withdrawn', 'published', true],
    ['delisted', 'published', false],
    ['delisted', 'delisted', true],
    ['withdrawn', 'delisted', false],
    ['review', 'published', false],
    ['publishing', 'review', true],
    ['failed', 'published', false],
    ['archived', 'review', false],
    ['archived', 'archived', true],
    ['published', 'archived', false],
  ] as const)('at %s, until %s: %s', (stage, until, reached) =>
    expect(hasReached(stage, until)).toBe(reached),
  );
});
