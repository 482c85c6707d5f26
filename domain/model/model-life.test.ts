import { describe, expect, test } from 'vitest';
import { deriveId } from '@fermata/contracts/values';
import {
  modelActionIssue,
  type ModelLife,
  modelStatus,
  possibleModelActions,
} from './model-life.ts';

const manifest = { name: 'reader', version: '2', essential: false };
const essential = { ...manifest, essential: true };
const lifeIn = (state: ModelLife['state']): ModelLife => ({
  ...{ state, sharePercent: state === 'canary' ? 10 : null, reason: 'a test' },
  ...{ changedBy: 'act_otto', changedAt: '2026-11-30T12:00:00.000Z', sequence: 1 },
});
const recallOf = (version: string) => ({
  recallId: deriveId('rcl', version),
  subject: { kind: 'model', name: 'reader', version } as const,
  reason: 'not licensed',
});

describe('the state of a model', () => {
  test('is active until a person says otherwise', () => {
    expect(modelStatus(manifest, null, []).state).toBe('active');
    const draft = { ...manifest, startsAs: 'draft' } as const;
    expect(modelStatus(draft, null, []).state).toBe('draft');
    expect(modelStatus(draft, lifeIn('active'), []).state).toBe('active');
    expect(modelStatus(manifest, lifeIn('deprecated'), []).state).toBe('deprecated');
  });

  test('is recalled while a recall of exactly this version is in effect', () => {
    const life = lifeIn('canary');
    expect(modelStatus(manifest, life, [recallOf('2')]).state).toBe('recalled');
    expect(modelStatus(manifest, life, [recallOf('1')]).state).toBe('canary');
    const engine = { kind: 'engine', sha256: 'a'.repeat(64) } as const;
    expect(modelStatus(manifest, life, [{ ...recallOf('2'), subject: engine }]).state).toBe(
      'canary',
    );
  });
});

describe('the commands that a model takes', () => {
  const statusIn = (state: ModelLife['state']) => modelStatus(manifest, lifeIn(state), []);

  test.each([
    ['draft', ['activate', 'canary', 'recall']],
    ['canary', ['activate', 'canary', 'deprecate', 'recall']],
    ['active', ['canary', 'deprecate', 'recall']],
    ['deprecated', ['activate', 'canary', 'recall']],
  ] as const)('%s: %s', (state, actions) => {
    expect(possibleModelActions(manifest, statusIn(state))).toEqual(actions);
  });

  test('are none while it is recalled', () => {
    const status = modelStatus(manifest, null, [recallOf('2')]);
    expect(possibleModelActions(manifest, status)).toEqual([]);
    expect(modelActionIssue('activate', manifest, status)).toContain(recallOf('2').recallId);
  });

  test('of which a repeat is no issue', () => {
    expect(modelActionIssue('deprecate', manifest, statusIn('deprecated'))).toBeNull();
  });

  test('leave a model in use that nothing else replaces', () => {
    expect(possibleModelActions(essential, modelStatus(essential, null, []))).toEqual(['recall']);
    expect(modelActionIssue('deprecate', essential, statusIn('active'))).toContain(
      'nothing else does the work of the model reader@2',
    );
  });
});
