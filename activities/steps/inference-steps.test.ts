import { expect, test } from 'vitest';
import { Intent, stepKey } from '@fermata/contracts/values';
import { openModels } from '@fermata/models';
import { evaluateStep } from './inference-steps.ts';

const INTENT = Intent.parse({
  text: 'calm lo-fi',
  ...{ style: 'lo-fi', mood: 'calm', tempoBpm: 78, key: { tonic: 'D', mode: 'minor' } },
  ...{ durationSeconds: 45, energy: 0.3, withoutParts: ['drums'], use: 'personal' },
  interpreter: { name: 'fermata-grammar', version: '1' },
  ...{ origins: {}, language: 'en', notes: [] },
});

const keyOf = (changes: Partial<Intent>): string =>
  stepKey(
    evaluateStep({
      intent: { ...INTENT, ...changes },
      listener: openModels().listener,
      score: { sha256: 'a'.repeat(64), kind: 'score', mediaType: 'application/json', bytes: 9 },
      figures: {
        ...{ durationSeconds: 45, sampleRate: 24_000, integratedLufs: -16, truePeakDbtp: -2 },
        ...{ centroidHz: 1500, lowShare: 0.2, highShare: 0.1, silentShare: 0, clipped: 0 },
        crestDb: 12,
      },
      projectId: 'default',
      linker: null as never,
    }),
  );

test('a score is rated once for the same music in other words', () => {
  const understanding = [
    { quote: 'ruhig', field: 'mood', value: 'calm', outcome: 'honoured', reason: 'the mood' },
  ] as const;
  expect(
    keyOf({
      ...{ text: 'ruhiger Lo-Fi', language: 'de', notes: ['one more'], subject: 'Ruhe' },
      understanding: [...understanding],
    }),
  ).toBe(keyOf({}));
});

test.each<[string, Partial<Intent>]>([
  ['tempo', { tempoBpm: 79 }],
  ['key', { key: { tonic: 'D', mode: 'dorian' } }],
  ['parts', { withoutParts: [] }],
  ['length', { durationSeconds: 46 }],
  ['energy', { energy: 0.4 }],
  ['style', { style: 'house' }],
  ['mood', { mood: 'sad' }],
])('another wish about the %s is rated anew', (_field, change) => {
  expect(keyOf(change)).not.toBe(keyOf({}));
});
