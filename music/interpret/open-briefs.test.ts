import { describe, expect, test } from 'vitest';
import { Brief, keyNames } from '@fermata/contracts/values';
import { OPEN_BRIEFS } from '../testing/open-briefs.ts';
import { interpretBrief } from './interpret-brief.ts';

describe.each(OPEN_BRIEFS)('$text', ({ text, fields, expect: wanted, told = [] }) => {
  const intent = interpretBrief(Brief.parse({ text, ...fields }));
  const understanding = intent.understanding ?? [];

  test('gives what it asks for', () => {
    const { style, mood, tempoBpm, durationSeconds, key, metre, language, ending } = intent;
    if (wanted.style) expect(wanted.style).toContain(style);
    if (wanted.notStyle) expect(wanted.notStyle).not.toContain(style);
    if (wanted.mood) expect(wanted.mood).toContain(mood);
    if (wanted.tempoBpm) expectWithin(tempoBpm, wanted.tempoBpm);
    if (wanted.durationSeconds) expectWithin(durationSeconds, wanted.durationSeconds);
    if (wanted.targetLufs) expectWithin(intent.master?.targetLufs ?? 0, wanted.targetLufs);
    if (wanted.key) expect(keyNames(key)).toContain(wanted.key);
    if (wanted.notKey) expect(keyNames(key)).not.toContain(wanted.notKey);
    if (wanted.withoutParts)
      expect(intent.withoutParts).toEqual(expect.arrayContaining([...wanted.withoutParts]));
    if (wanted.ending) expect(ending).toBe(wanted.ending);
    if (wanted.metre) expect(metre).toBe(wanted.metre);
    if (wanted.language) expect(language).toBe(wanted.language);
    if (wanted.drumsFromSecond !== undefined)
      expect(intent).toMatchObject({
        withoutParts: [],
        presence: [{ part: 'drums', fromSecond: wanted.drumsFromSecond }],
      });
    if (wanted.dropAtSecond !== undefined)
      expect(intent.hits).toContainEqual({ second: wanted.dropAtSecond, event: 'drop' });
    if (wanted.climaxAtSecond !== undefined)
      expect(intent.energyCurve).toContainEqual({ second: wanted.climaxAtSecond, energy: 1 });
  });

  test('says what is not met, in the words of the brief', () => {
    for (const { quote } of understanding) expect(text).toContain(quote);
    const unmet = understanding.filter(({ outcome }) => outcome !== 'honoured');
    for (const words of told)
      expect(unmet.some(({ quote }) => quote.includes(words) || words.includes(quote))).toBe(true);
  });
});

function expectWithin(value: number, [least, most]: readonly [number, number]): void {
  expect(value).toBeGreaterThanOrEqual(least - 0.05);
  expect(value).toBeLessThanOrEqual(most + 0.05);
}
