import { expect, test } from 'vitest';
import { ModelView } from '@fermata/contracts/http';
import { money } from '@fermata/contracts/values';
import { modelsText, modelText, remoteModelsText } from './model-text.ts';

const model = ModelView.parse({
  ...{ id: 'far/reader@1', name: 'far/reader', version: '1', sha256: null },
  ...{ purpose: 'Reads words.', modality: 'text', tier: 'standard', licence: 'CC-BY-NC-4.0' },
  ...{ commercialUse: false, trainingData: 'Unknown.', price: money(2000), latencyMs: 8000 },
  ...{ place: 'remote', essential: false, card: 'docs/models/reader.md' },
  ...{ state: 'canary', sharePercent: 20, reason: 'a comparison', recallId: null },
  ...{ changedBy: 'act_otto', changedAt: '2026-11-30T12:00:00.000Z' },
  allowedActions: ['activate', 'recall'],
});

test('a list shows the share of a canary, the place and the price', () => {
  expect(modelsText([model])).toMatch(/far\/reader@1 +canary, 20 % +text +another machine/);
});

test('a model is shown with its terms, the last decision and the commands that are possible', () => {
  const text = modelText(model);
  expect(text).toMatch(/licence +CC-BY-NC-4.0 \(no commercial use\)/);
  expect(text).toMatch(/reason +a comparison/);
  expect(text).toMatch(/changed +.* by act_otto/);
  expect(text).toMatch(/you may +activate, recall/);
  expect(modelText({ ...model, allowedActions: [], reason: null })).toMatch(/you may +only look/);
});

test('the setting for other machines is shown with its reason, if a person has decided', () => {
  const undecided = { allowed: true, reason: null, setBy: null, setAt: null };
  expect(remoteModelsText(undecided)).toContain('nobody has decided');
  const decided = { ...undecided, allowed: false, reason: 'the contract', setBy: 'act_otto' };
  expect(remoteModelsText({ ...decided, setAt: '2026-11-30T12:00:00.000Z' })).toMatch(
    /not allowed: the contract\nSet by act_otto at /,
  );
});
