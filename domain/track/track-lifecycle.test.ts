import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasLeftProduction, STAGES } from '@fermata/contracts/values';
import type { Command } from './command-issue.ts';
import { type Outcome, TrackLifecycle, TRANSITIONS } from './track-lifecycle.ts';

const outcomes = [
  ...new Set(Object.values(TRANSITIONS).flatMap((row) => Object.keys(row))),
] as Outcome[];
const commands: Command[] = ['pick', 'hold', 'resume', 'cancel', 'start'];
const HAPPY: Outcome[] = [
  'begun',
  'interpreted',
  'planned',
  'generated',
  'evaluated',
  'picked',
  'stems-rendered',
  'mixed',
  'mastered',
  'enriched',
  'policy-allowed',
  'release-started',
  'live',
];

describe('the life of a track', () => {
  it('goes from a brief to a shop', () => {
    const life = new TrackLifecycle();
    const stages = HAPPY.map((outcome) => life.advance(outcome));
    expect(stages).toEqual([
      'interpreting',
      'planning',
      'generating',
      'evaluating',
      'picking',
      'stems',
      'mixing',
      'mastering',
      'enriching',
      'policy',
      'review',
      'publishing',
      'published',
    ]);
  });

  it('waits, approved, until its release starts', () => {
    const life = new TrackLifecycle();
    HAPPY.slice(0, -2).forEach((outcome) => life.advance(outcome));
    expect(life.advance('approved')).toBe('approved');
    expect(life.may('start')).toEqual({ allowed: true });
    expect([life.hasLeftProduction, life.onSale, life.snapshot().stage]).toEqual([
      false,
      false,
      'approved',
    ]);
    expect(life.advance('release-started')).toBe('publishing');
    expect(life.may('start')).toMatchObject({
      refusal: { detail: 'the release has already started' },
    });
  });

  it('refuses a release in every other stage, and while it is held', () => {
    const refusals = (steps: number, held = false) => {
      const life = new TrackLifecycle();
      HAPPY.slice(0, steps).forEach((outcome) => life.advance(outcome));
      if (steps === HAPPY.length - 2) life.advance('approved');
      if (held) life.hold();
      const permission = life.may('start');
      return permission.allowed ? 'allowed' : permission.refusal;
    };
    expect(refusals(4)).toEqual({
      reason: 'not-now',
      detail: 'only an approved track can be released, the track is in evaluating',
    });
    expect(refusals(HAPPY.length - 2, true)).toEqual({
      reason: 'not-now',
      detail: 'the track is held: resume it first',
    });
    expect(refusals(HAPPY.length)).toMatchObject({ reason: 'late' });
  });

  it('makes the next version when it is sent back', () => {
    const life = new TrackLifecycle();
    HAPPY.slice(0, -2).forEach((outcome) => life.advance(outcome));
    expect([life.advance('sent-back'), life.version]).toEqual(['interpreting', 2]);
  });

  it('is archived as faulty only from stages that measure audio', () => {
    const from = STAGES.filter((stage) => TRANSITIONS[stage].faulty !== undefined);
    expect(from).toEqual(['picking', 'stems', 'mixing', 'mastering', 'enriching']);
    const life = new TrackLifecycle();
    HAPPY.slice(0, 8).forEach((outcome) => life.advance(outcome));
    expect([life.advance('faulty'), life.archiveReason]).toEqual(['archived', 'faulty']);
  });

  it('can leave every stage but the final ones', () => {
    for (const stage of STAGES)
      expect(Object.keys(TRANSITIONS[stage]).length > 0, stage).toBe(
        !hasLeftProduction(stage) || stage === 'published' || stage === 'delisted',
      );
  });

  it('can be cancelled and can fail in every stage that is not final', () => {
    for (const stage of STAGES.filter((name) => !hasLeftProduction(name)))
      expect(TRANSITIONS[stage]).toMatchObject({ cancelled: 'cancelled', failed: 'failed' });
  });

  it('reaches no undefined state with any sequence of outcomes and commands', () => {
    const input = fc.oneof(
      fc.constantFrom(...outcomes).map((outcome) => ({ outcome })),
      fc.constantFrom(...commands).map((command) => ({ command })),
    );
    fc.assert(
      fc.property(fc.array(input, { maxLength: 80 }), (inputs) => {
        const life = new TrackLifecycle();
        for (const step of inputs) {
          const before = { stage: life.stage, version: life.version, held: life.held };
          if ('outcome' in step) {
            const next = TRANSITIONS[before.stage][step.outcome];
            if (next === undefined) {
              expect(() => life.advance(step.outcome)).toThrow(RangeError);
              expect({ stage: life.stage, version: life.version, held: life.held }).toEqual(before);
            } else {
              expect(life.advance(step.outcome)).toBe(next);
              expect(life.version).toBe(before.version + (step.outcome === 'sent-back' ? 1 : 0));
            }
          } else if (step.command !== 'pick' && step.command !== 'start') {
            const { allowed } = life.may(step.command);
            if (allowed) life[step.command]();
            else
              expect(() => life[step.command as 'hold' | 'resume' | 'cancel']()).toThrow(
                RangeError,
              );
          }
          expect(STAGES).toContain(life.stage);
          expect(life.hasLeftProduction).toBe(hasLeftProduction(life.stage));
          expect(life.stage === 'archived').toBe(life.archiveReason !== null);
          if (life.hasLeftProduction) {
            expect(life.held).toBe(false);
            for (const command of commands) expect(life.may(command).allowed).toBe(false);
          }
          if (life.cancelling) expect(life.held).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('accepts a pick only in stage picking', () => {
    const life = new TrackLifecycle();
    const pickable = HAPPY.slice(0, -1).filter((outcome) => {
      life.advance(outcome);
      return life.may('pick').allowed;
    });
    expect(pickable).toEqual(['evaluated']);
  });
});
