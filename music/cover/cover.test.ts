import { expect, it } from 'vitest';
import { STYLES } from '@fermata/contracts/values';
import { readCoverMusic } from './cover-music.ts';
import { drawCover } from './draw-cover.ts';

const sections = [
  { name: 'A', startBar: 0, bars: 4, energy: 0.2 },
  { name: 'B', startBar: 4, bars: 4, energy: 0.9 },
];
const scoreOf = (changes: object = {}) => ({
  ...{ style: 'lo-fi' as const, tempoBpm: 84, sections },
  key: { tonic: 'C' as const, mode: 'minor' as const },
  ...changes,
});
const waveform = (loud: (place: number) => number): number[] =>
  Array.from({ length: 200 }, (_, index) => loud(index / 200)).flatMap((peak) => [-peak, peak]);
const rising = waveform((place) => 0.1 + 0.8 * place);
const draw = (changes: object = {}, minMax = rising, pcmSha256 = 'a1'.repeat(32)): string =>
  drawCover(readCoverMusic(scoreOf(changes), minMax, pcmSha256));

it.each(STYLES)('draws %s: the same music the same, another recording another', (style) => {
  expect(draw({ style })).toBe(draw({ style }));
  expect(draw({ style }, rising, 'b2'.repeat(32))).not.toBe(draw({ style }));
  expect(
    draw(
      { style },
      waveform((place) => 0.9 - 0.8 * place),
    ),
  ).not.toBe(draw({ style }));
  expect(draw({ style, key: { tonic: 'E', mode: 'major' } })).not.toBe(draw({ style }));
  expect(draw({ style })).not.toMatch(/NaN|undefined|Infinity|<text/);
});

it('draws silence, and a track of a moment', () => {
  expect(
    draw(
      {},
      waveform(() => 0),
    ),
  ).not.toMatch(/NaN/);
  expect(draw({}, [0, 0.5])).not.toMatch(/NaN/);
});
