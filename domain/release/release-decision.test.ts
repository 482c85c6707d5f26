import { describe, expect, it } from 'vitest';
import {
  decideRelease,
  type OfferProgress,
  type ReleaseDecision,
  releaseOutcome,
} from './release-decision.ts';

type State = OfferProgress['state'];
const offers = (...states: State[]): OfferProgress[] =>
  states.map((state, index) => ({ partner: `shop-${index}`, state }));

describe('the terms of a release', () => {
  it.each<[State[], ReleaseDecision]>([
    [['open', 'accepted'], 'wait'],
    [['live', 'open'], 'wait'],
    [['live', 'accepted'], 'wait'],
    [['live', 'live'], 'keep'],
    [['live', 'lost'], 'keep'],
    [['lost', 'lost'], 'keep'],
    [['lost', 'open'], 'wait'],
  ])('best-effort: partners that are %s: %s', (states, decision) => {
    expect(decideRelease('best-effort', offers(...states))).toBe(decision);
  });

  it.each<[State[], ReleaseDecision]>([
    [['open', 'accepted'], 'wait'],
    [['accepted', 'accepted'], 'confirm'],
    [['live', 'accepted'], 'confirm'],
    [['live', 'live'], 'keep'],
    [['live', 'lost'], 'withdraw'],
    [['open', 'lost'], 'withdraw'],
  ])('all-or-nothing: partners that are %s: %s', (states, decision) => {
    expect(decideRelease('all-or-nothing', offers(...states))).toBe(decision);
  });
});

describe('the terms that ask', () => {
  it.each<[State[], ReleaseDecision]>([
    [['open', 'lost'], 'wait'],
    [['live', 'live'], 'keep'],
    [['live', 'lost'], 'ask'],
    [['lost', 'lost'], 'ask'],
  ])('partners that are %s: %s', (states, decision) => {
    expect(decideRelease('ask', offers(...states))).toBe(decision);
  });
});

describe('the outcome of a release', () => {
  const live = { partner: 'a', outcome: 'live', detail: 'on sale at a' } as const;
  const rejected = { partner: 'b', outcome: 'rejected', detail: 'too quiet' } as const;
  const silent = { partner: 'c', outcome: 'timed-out', detail: 'no answer' } as const;
  const cancelled = { partner: 'd', outcome: 'cancelled', detail: 'withdrawn' } as const;
  const failed = { partner: 'e', outcome: 'failed', detail: 'still has it' } as const;

  it('of one partner is that of its offer', () => {
    expect(releaseOutcome([rejected], false)).toEqual({ outcome: 'rejected', detail: 'too quiet' });
  });

  it('is live if one partner sells it, and names the others', () => {
    expect(releaseOutcome([rejected, live], false)).toEqual({
      outcome: 'live',
      detail: 'on sale at a; b: rejected, too quiet',
    });
  });

  it('is that of the partner who did not take it, if it was withdrawn from the others', () => {
    expect(releaseOutcome([cancelled, rejected], false).outcome).toBe('rejected');
    expect(releaseOutcome([cancelled, silent], false).outcome).toBe('timed-out');
    expect(releaseOutcome([cancelled, rejected, failed], false).outcome).toBe('failed');
  });

  it('is cancelled by a person, unless a partner still has it', () => {
    expect(releaseOutcome([cancelled, rejected], true).outcome).toBe('cancelled');
    expect(releaseOutcome([cancelled, failed], true).outcome).toBe('failed');
    expect(releaseOutcome([], true)).toEqual({
      ...{ outcome: 'cancelled', detail: 'nothing was offered' },
    });
  });
});
