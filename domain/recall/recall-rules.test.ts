import { describe, expect, it } from 'vitest';
import { type RecallAction, sha256Hex, type Stage, STAGES } from '@fermata/contracts/values';
import {
  findRecall,
  isMadeWith,
  readersOf,
  recallAction,
  recallActionOnTrack,
  recallSentence,
} from './recall-rules.ts';

const recipe = {
  engine: { sha256: sha256Hex('engine') },
  model: { name: 'theory', version: '2' },
};
const engine = { kind: 'engine', sha256: sha256Hex('engine') } as const;
const model = { kind: 'model', name: 'theory', version: '2' } as const;

describe('a recall', () => {
  it('concerns the recipes that name its engine, or its version of a model', () => {
    expect(isMadeWith(engine, recipe)).toBe(true);
    expect(isMadeWith({ ...engine, sha256: sha256Hex('other') }, recipe)).toBe(false);
    expect(isMadeWith(model, recipe)).toBe(true);
    expect(isMadeWith({ ...model, version: '1' }, recipe)).toBe(false);
    expect(isMadeWith({ ...model, name: 'other' }, recipe)).toBe(false);
  });

  it('concerns what a reader of its brief has understood, and the grammar is one', () => {
    const grammar = { name: 'grammar', version: '1' };
    const reader = { name: 'encoder', version: '4' };
    const readers = readersOf({ ...grammar, models: [reader] });
    const about = (named: typeof reader) => ({ kind: 'model', ...named }) as const;
    expect(isMadeWith(about(reader), { ...recipe, readers })).toBe(true);
    expect(isMadeWith(about(grammar), { readers })).toBe(true);
    expect(isMadeWith(about({ ...reader, version: '3' }), { ...recipe, readers })).toBe(false);
    expect(isMadeWith(about(reader), { readers: readersOf(grammar) })).toBe(false);
    expect(isMadeWith(engine, { readers })).toBe(false);
  });

  it('concerns a version with one such recipe among several, and says why', () => {
    const recall = { recallId: 'rcl_1', subject: model, reason: 'not licensed' };
    const other = { ...recipe, model: { name: 'theory', version: '3' } };
    expect(findRecall([recall], [other])).toBeNull();
    expect(findRecall([recall], [])).toBeNull();
    expect(findRecall([recall], [other, recipe])).toBe(recall);
    expect(recallSentence(recall)).toBe('the model theory@2 is recalled (rcl_1): not licensed');
    expect(recallSentence({ ...recall, subject: engine })).toBe(
      `the engine ${sha256Hex('engine').slice(0, 12)} is recalled (rcl_1): not licensed`,
    );
  });

  it('withdraws what partners have, stops what is being released, and refuses the rest', () => {
    const actions = (offered: boolean) =>
      Object.fromEntries(STAGES.map((stage) => [stage, recallAction({ stage, offered })]));
    expect(actions(true)).toMatchObject({
      ...{ review: 'refuse', approved: 'refuse', generating: 'refuse', publishing: 'stop-release' },
      ...{ published: 'withdraw', delisted: 'withdraw', failed: 'withdraw', archived: 'withdraw' },
      withdrawn: 'nothing',
    });
    expect(actions(false)).toMatchObject({
      ...{ review: 'refuse', publishing: 'refuse', published: 'nothing', failed: 'nothing' },
    });
  });

  it('withdraws or stops the releases that people have created with a track, in every stage', () => {
    const action = (
      stage: Stage,
      further: 'offered' | 'running' | 'none',
      offered = false,
    ): RecallAction => recallActionOnTrack({ stage, offered, further });
    for (const stage of STAGES) {
      expect(action(stage, 'offered')).toBe('withdraw');
      expect(action(stage, 'running')).toBe('stop-release');
      expect(action(stage, 'none')).toBe(recallAction({ stage, offered: false }));
    }
    expect(action('published', 'running', true)).toBe('withdraw');
  });
});
