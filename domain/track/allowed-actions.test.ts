import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AllowedAction,
  hasLeftProduction,
  Role,
  STAGES,
  STAGES_AFTER_PRODUCTION,
} from '@fermata/contracts/values';
import {
  type ActionFacts,
  allowedActions,
  reviewActions,
  type ReviewFacts,
  ROLES_FOR,
} from './allowed-actions.ts';

const ada = { actor: 'act_ada', roles: ['creator'] } as const;
const rita = { actor: 'act_rita', roles: ['reviewer'] } as const;
const otto = { actor: 'act_otto', roles: ['operations', 'creator', 'reviewer'] } as const;
const partner = { actor: 'act_shop', roles: ['partner'] } as const;
const open: ReviewFacts = {
  state: 'open',
  terms: { reviewers: [], ownWorkAllowed: false },
  requestedBy: 'act_ada',
  decisions: [],
};
const at = (stage: ActionFacts['stage'], rest: Partial<ActionFacts> = {}): ActionFacts => ({
  stage,
  held: false,
  pickable: false,
  withdrawable: false,
  review: null,
  ...rest,
});
const decision = (reviewer: string, undone = false) => ({
  reviewer,
  verdict: 'approve' as const,
  undone,
});

describe('allowedActions', () => {
  it('lets creators hold and cancel a running track, and resume a held one', () => {
    expect(allowedActions(at('mixing'), ada)).toEqual(['hold', 'cancel']);
    expect(allowedActions(at('mixing', { held: true }), ada)).toEqual(['resume', 'cancel']);
    expect(allowedActions(at('mixing'), rita)).toEqual([]);
  });

  it('offers picking only while a person may pick', () => {
    expect(allowedActions(at('picking', { pickable: true }), ada)).toContain('pick');
    expect(allowedActions(at('picking'), ada)).not.toContain('pick');
    expect(allowedActions(at('stems', { pickable: true }), ada)).not.toContain('pick');
    expect(allowedActions(at('picking', { pickable: true }), rita)).not.toContain('pick');
  });

  it('lets reviewers and operations release an approved track, not its creator', () => {
    expect(allowedActions(at('approved'), rita)).toEqual(['start']);
    expect(allowedActions(at('approved'), otto)).toContain('start');
    expect(allowedActions(at('approved'), ada)).toEqual(['hold', 'cancel']);
    expect(allowedActions(at('approved', { held: true }), rita)).toEqual([]);
  });

  it('lets a reviewer decide once, and undo the decision while the review is open', () => {
    expect(allowedActions(at('review', { review: open }), rita)).toEqual([
      'approve',
      'reject',
      'send-back',
    ]);
    expect(reviewActions({ ...open, decisions: [decision('act_rita')] }, rita)).toEqual(['undo']);
    expect(
      reviewActions({ ...open, state: 'grace', decisions: [decision('act_rita')] }, rita),
    ).toEqual(['undo']);
    expect(
      reviewActions({ ...open, state: 'grace', decisions: [decision('act_rita')] }, otto),
    ).toEqual([]);
    expect(reviewActions({ ...open, decisions: [decision('act_rita', true)] }, rita)).toEqual([
      'approve',
      'reject',
      'send-back',
    ]);
    expect(
      reviewActions({ ...open, state: 'approved', decisions: [decision('act_rita')] }, rita),
    ).toEqual([]);
  });

  it('leaves out approval and release while what the version was made with is recalled', () => {
    expect(reviewActions({ ...open, recalled: true }, rita)).toEqual(['reject', 'send-back']);
    expect(allowedActions(at('approved', { recalled: true }), rita)).not.toContain('start');
    expect(allowedActions(at('approved'), rita)).toContain('start');
  });

  it('excludes the creator of the track, and reviewers whom the terms do not name', () => {
    expect(reviewActions({ ...open, requestedBy: 'act_rita' }, rita)).toEqual([]);
    expect(
      reviewActions(
        { ...open, requestedBy: 'act_rita', terms: { reviewers: [], ownWorkAllowed: true } },
        rita,
      ),
    ).toContain('approve');
    expect(
      reviewActions({ ...open, terms: { reviewers: ['act_else'], ownWorkAllowed: false } }, rita),
    ).toEqual([]);
    expect(
      reviewActions({ ...open, terms: { reviewers: ['act_rita'], ownWorkAllowed: false } }, rita),
    ).toContain('approve');
  });

  it('offers withdrawal while a partner has the track, and nothing else after the end', () => {
    expect(allowedActions(at('published', { withdrawable: true }), rita)).toEqual([]);
    for (const stage of STAGES_AFTER_PRODUCTION) {
      expect(
        allowedActions(
          at(stage, { withdrawable: true, review: open, pickable: true, held: true }),
          otto,
        ),
        stage,
      ).toEqual(['withdraw']);
      expect(
        allowedActions(at(stage, { review: open, pickable: true, held: true }), otto),
        stage,
      ).toEqual([]);
    }
  });

  it('never offers an action that the role or the stage forbids', () => {
    const facts = fc.record({
      stage: fc.constantFrom(...STAGES),
      held: fc.boolean(),
      pickable: fc.boolean(),
      withdrawable: fc.boolean(),
      review: fc.option(
        fc.record({
          state: fc.constantFrom(
            'open',
            'grace',
            'approved',
            'rejected',
            'sent-back',
            'expired',
            'cancelled',
          ),
          terms: fc.record({
            reviewers: fc.subarray(['act_ada', 'act_rita']),
            ownWorkAllowed: fc.boolean(),
          }),
          requestedBy: fc.constantFrom('act_ada', 'act_rita'),
          decisions: fc.array(
            fc.record({
              reviewer: fc.constantFrom('act_ada', 'act_rita'),
              verdict: fc.constantFrom('approve', 'reject', 'send-back'),
              undone: fc.boolean(),
            }),
            { maxLength: 4 },
          ),
        }),
      ),
    });
    const principals = fc.record({
      actor: fc.constantFrom('act_ada', 'act_rita'),
      roles: fc.subarray([...Role.options]),
    });
    fc.assert(
      fc.property(facts, principals, (given, principal) => {
        const actions = allowedActions(given, principal);
        expect(new Set(actions).size).toBe(actions.length);
        for (const action of actions) {
          expect(AllowedAction.options).toContain(action);
          expect(ROLES_FOR[action].some((role) => principal.roles.includes(role))).toBe(true);
          expect(hasLeftProduction(given.stage)).toBe(action === 'withdraw');
        }
        expect(actions.includes('hold') && actions.includes('resume')).toBe(false);
      }),
    );
    expect(allowedActions(at('picking', { pickable: true, review: open }), partner)).toEqual([]);
  }, 30_000);
});
