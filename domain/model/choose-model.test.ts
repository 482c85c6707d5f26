import { describe, expect, test } from 'vitest';
import { deriveId, ModelManifest, money } from '@fermata/contracts/values';
import { chooseModel, isInShare, type ModelDecisions } from './choose-model.ts';
import type { ModelLife } from './model-life.ts';

const local = ModelManifest.parse({
  ...{ name: 'reader', version: '2', sha256: 'a'.repeat(64), purpose: 'Reads words.' },
  ...{ modality: 'text', tier: 'standard', licence: 'Apache-2.0', commercialUse: true },
  ...{ trainingData: 'None.', price: money(0), latencyMs: 50, place: 'this-machine' },
  ...{ essential: false, card: 'docs/models/reader.md' },
});
const remote = ModelManifest.parse({ ...local, name: 'far', place: 'remote' });

const NO_DECISIONS: ModelDecisions = {
  ...{ lives: new Map(), recalls: [] },
  remote: { allowed: true, reason: null },
};
const decided = (
  state: ModelLife['state'],
  sharePercent: number | null = null,
): ModelDecisions => ({
  ...NO_DECISIONS,
  lives: new Map([
    [
      'reader@2',
      {
        ...{ state, sharePercent, reason: 'worse than its successor', sequence: 1 },
        ...{ changedBy: 'act_otto', changedAt: '2026-11-30T12:00:00.000Z' },
      },
    ],
  ]),
});
const choose = (decisions: ModelDecisions, request = 'warm lo-fi', model = local) =>
  chooseModel(model, [local, remote], decisions, request);

describe('a model', () => {
  test('that nobody has decided about is used', () => {
    expect(choose(NO_DECISIONS)).toEqual({
      ...{ name: 'reader', version: '2', state: 'active', used: true, reason: 'is active' },
    });
  });

  test('that is deprecated or a draft is not used, with the reason', () => {
    expect(choose(decided('deprecated'))).toMatchObject({
      ...{ used: false, state: 'deprecated' },
      reason: 'is deprecated: worse than its successor',
    });
    const draft = { ...local, startsAs: 'draft' } as const;
    const chooseDraft = (decisions: ModelDecisions) => chooseModel(draft, [draft], decisions, 'x');
    expect(chooseDraft(NO_DECISIONS)).toMatchObject({
      ...{ used: false, state: 'draft', reason: 'is a draft' },
    });
    expect(chooseDraft(decided('active')).used).toBe(true);
  });

  test('that is recalled is never used, whatever its state', () => {
    const recallId = deriveId('rcl', 'one');
    const subject = { kind: 'model', name: 'reader', version: '2' } as const;
    const recalls = [{ recallId, subject, reason: 'not licensed' }];
    expect(choose({ ...decided('canary', 99), recalls })).toMatchObject({
      ...{ used: false, state: 'recalled', reason: `is recalled (${recallId}): not licensed` },
    });
  });

  test('that is not registered is not used', () => {
    const other = { ...local, version: '3' };
    expect(choose(NO_DECISIONS, 'x', other)).toEqual({
      ...{ name: 'reader', version: '3', used: false, reason: 'is not registered' },
    });
  });

  test('on another machine is not used for a project that does not allow it', () => {
    const decisions = { ...NO_DECISIONS, remote: { allowed: false, reason: 'a contract' } };
    expect(choose(decisions, 'x', remote)).toMatchObject({
      used: false,
      reason: 'runs on another machine, which the project does not allow: a contract',
    });
    expect(choose(decisions, 'x', local).used).toBe(true);
    expect(choose(NO_DECISIONS, 'x', remote).used).toBe(true);
  });
});

describe('a canary', () => {
  const briefs = Array.from({ length: 2000 }, (_, index) => `brief ${index}`);

  test('works on about its share of the briefs, and says so', () => {
    const decisions = decided('canary', 20);
    const used = briefs.filter((brief) => choose(decisions, brief).used);
    expect(used.length).toBeGreaterThan(320);
    expect(used.length).toBeLessThan(480);
    expect(choose(decisions, used[0]).reason).toBe(
      'is a canary for 20 % of the texts, and this one is among them',
    );
  });

  test('works on the same briefs each time, and keeps them when its share grows', () => {
    const shareOf = (percent: number) => briefs.filter((brief) => isInShare(local, brief, percent));
    expect(shareOf(20)).toEqual(shareOf(20));
    expect(shareOf(40)).toEqual(expect.arrayContaining(shareOf(20)));
  });

  test('does not share its briefs with another version', () => {
    const other = { ...local, version: '3' };
    const both = briefs.filter(
      (brief) => isInShare(local, brief, 20) && isInShare(other, brief, 20),
    );
    expect(both.length).toBeLessThan(200);
  });
});
