import { expect, test } from 'vitest';
import { amendedFields } from './amended-fields.ts';

test('an amendment names its fields, and those of each recording after its place or ISRC', () => {
  const recordings = [
    { number: 2, title: 'Late Rain' },
    { disc: 2, number: 1, explicit: true, language: 'de' },
    { isrc: 'QZABC2600001', artists: [{ name: 'Bo', role: 'main' as const }] },
  ];
  expect(amendedFields({ title: 'Nights', label: 'Nova', recordings })).toBe(
    'title, label; recording 1-2: title; recording 2-1: explicit, language; recording QZABC2600001: artists',
  );
  expect(amendedFields({ recordings: recordings.slice(0, 1) })).toBe('recording 1-2: title');
  expect(amendedFields({})).toBe('');
});
