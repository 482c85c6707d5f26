import { expect, test } from 'vitest';
import { Intent, MAX_INTENT_NOTES } from './brief.ts';
import { intentToMake } from './intent-to-make.ts';
import { MAX_WISHES } from './understanding.ts';

const wish = {
  quote: 'q'.repeat(120),
  field: 'text',
  value: null,
  outcome: 'ignored',
  reason: 'r'.repeat(300),
} as const;

test('planning and titles get the music of an intent, in less than four kilobytes', () => {
  const intent = Intent.parse({
    text: 'calm lo-fi',
    ...{ style: 'lo-fi', mood: 'calm', tempoBpm: 78, key: { tonic: 'D', mode: 'minor' } },
    ...{ durationSeconds: 45, energy: 0.3, withoutParts: ['drums'], use: 'personal' },
    interpreter: { name: 'fermata-grammar', version: '1' },
    origins: { style: 'understood' },
    language: 'en',
    swing: 0.6,
    notes: Array.from({ length: MAX_INTENT_NOTES }, () => 'n'.repeat(300)),
    reviewerNotes: [{ note: 'slower'.repeat(100) }],
    understanding: Array.from({ length: MAX_WISHES }, () => wish),
  });
  const made = intentToMake(intent);
  expect(made).toMatchObject({ style: 'lo-fi', tempoBpm: 78, swing: 0.6 });
  expect(JSON.stringify(made).length).toBeLessThan(4000);
  expect(JSON.stringify(made)).not.toMatch(/rrr|nnn|slower/u);
});
