import { expect, test } from 'vitest';
import { STYLES } from './music.ts';
import { parseStyle } from './style-name.ts';

test.each(STYLES)('%s is a style', (style) => expect(parseStyle(style)).toBe(style));

test.each([
  ['lofi', 'lo-fi'],
  ['Lo Fi', 'lo-fi'],
  ['LO-FI', 'lo-fi'],
  ['drum and bass', 'drum-and-bass'],
  ['Drum & Bass', 'drum-and-bass'],
  ["drum 'n' bass", 'drum-and-bass'],
  ['drum n bass', 'drum-and-bass'],
  ["drum'n'bass", 'drum-and-bass'],
  ['D&B', 'drum-and-bass'],
  ['dnb', 'drum-and-bass'],
  ['hip hop', 'hip-hop'],
  ['HipHop', 'hip-hop'],
  ['synth wave', 'synthwave'],
  ['8-bit', 'chiptune'],
  ['jazz', 'jazz-trio'],
  ['acoustic folk', 'acoustic-folk'],
])('%s is %s', (text, style) => expect(parseStyle(text)).toBe(style));

test.each(['', 'polka', 'lo-fi please', 'constructor', '-'])('%j is no style', (text) =>
  expect(parseStyle(text)).toBeNull(),
);
