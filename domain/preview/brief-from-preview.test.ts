import { expect, test } from 'vitest';
import { type Intent, PreviewPrompt } from '@fermata/contracts/values';
import { briefFromPreview } from './brief-from-preview.ts';

const previewId = `prv_${'a'.repeat(24)}`;

const intent: Intent = {
  ...{ text: 'a sad slow bed without drums', style: 'lo-fi', mood: 'sad', tempoBpm: 66 },
  ...{ key: { tonic: 'F', mode: 'minor' }, durationSeconds: 30, energy: 0.2 },
  ...{ withoutParts: ['drums'], use: 'commercial', language: 'en' },
  ...{ interpreter: { name: 'scripted', version: '1' }, origins: {}, notes: [] },
};

/** A preview whose prompt is only a text; everything else was interpreted. */
const previewOf = (prompt: object) => ({
  previewId,
  prompt: PreviewPrompt.parse({ text: intent.text, seed: 11, takes: [], ...prompt }),
  made: { intent },
});

test('the brief of a preview has everything that was interpreted, so that it is not interpreted anew', () => {
  expect(briefFromPreview(previewOf({ durationSeconds: 30 }), {})).toMatchObject({
    ...{ text: intent.text, style: 'lo-fi', mood: 'sad', tempoBpm: 66, energy: 0.2 },
    ...{ key: intent.key, withoutParts: ['drums'], durationSeconds: 30, seed: 11 },
    preview: { previewId, compositionSeed: 11 },
  });
});

test('the brief of a preview repeats its takes', () => {
  const takes = [{ part: 'bass', take: 2 }];
  expect(briefFromPreview(previewOf({ durationSeconds: 30, takes }), {}).preview).toMatchObject({
    ...{ previewId, compositionSeed: 11, takes },
  });
});

test('length, use and title can be replaced', () => {
  const chosen = { durationSeconds: 60, use: 'personal', title: 'Rain' } as const;
  expect(briefFromPreview(previewOf({ durationSeconds: 30 }), chosen)).toMatchObject({
    ...chosen,
    preview: { previewId, compositionSeed: 11 },
  });
});

test('the fields that nobody has asked for are named', () => {
  expect(briefFromPreview(previewOf({ style: 'lo-fi', tempoBpm: 66 }), {}).preview).toMatchObject({
    interpreted: ['mood', 'key', 'energy', 'withoutParts'],
  });
});
