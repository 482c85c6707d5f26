import { expect, test } from 'vitest';
import { searchTags, searchText, wordPatterns } from './search-text.ts';

test.each([
  ['Caf\u00e9', 'cafe'],
  ['CAFE\u0301', 'cafe'],
  ['Straße', 'strasse'],
  ['İstanbul', 'istanbul'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['ﾊﾞｽ', searchText('バス')],
  ['Lo-Fi, 78 bpm!', 'lo fi 78 bpm'],
  ['F# minor', 'f# minor'],
  ['100%_\\', '100'],
  ['🎵 夜', '🎵 夜'],
])('%j is searched as %j', (text, folded) => {
  expect(searchText(text)).toBe(folded);
});

test('a voiced sound is another letter', () => {
  expect(searchText('ガラス')).not.toBe(searchText('カラス'));
});

test('words are found anywhere, single letters as words', () => {
  expect(wordPatterns('D major, Window')).toEqual(['% d %', '%major%', '%window%']);
  expect(wordPatterns('%_')).toEqual([]);
});

test('tags stand between bars', () => {
  expect(searchTags(['lo-fi', '78 bpm'])).toBe('| lo fi | 78 bpm |');
  expect(searchTags([])).toBe('');
});
