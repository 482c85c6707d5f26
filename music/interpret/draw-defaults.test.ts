import { describe, expect, test } from 'vitest';
import { MOODS, STYLES } from '@fermata/contracts/values';
import { STYLE_DEFINITIONS } from '../styles/style-definitions.ts';
import { drawKey } from './draw-key.ts';
import { drawMetre } from './draw-metre.ts';
import { drawTempo } from './draw-tempo.ts';

const SEEDS = Array.from({ length: 50 }, (_, seed) => seed);

describe.each(STYLES)('%s', (style) => {
  const notes = STYLE_DEFINITIONS[style];

  test('fifty neighbouring seeds have every tonic of the style, every mode and every metre', () => {
    for (const mood of MOODS) {
      const keys = SEEDS.map((seed) => drawKey(notes, mood, seed));
      expect(new Set(keys.map(({ tonic }) => tonic))).toEqual(new Set(notes.tonics));
      expect(new Set(keys.map(({ mode }) => mode))).toEqual(new Set(notes.modes[mood]));
    }
    const many = Array.from({ length: 200 }, (_, seed) => drawMetre(notes, seed));
    expect(new Set(many)).toEqual(new Set(notes.metres));
  });

  test('tempi lie in the range of the style, most of them near the usual one of the mood', () => {
    for (const mood of MOODS) {
      const usual = drawTempo(notes, mood, undefined);
      const tempi = SEEDS.map((seed) => drawTempo(notes, mood, seed));
      expect(Math.min(...tempi)).toBeGreaterThanOrEqual(notes.tempo.slow);
      expect(Math.max(...tempi)).toBeLessThanOrEqual(notes.tempo.fast);
      const near = tempi.filter(
        (tempo) => Math.abs(tempo - usual) <= 0.5 * (notes.tempo.fast - notes.tempo.slow),
      );
      expect(near.length).toBeGreaterThan(0.5 * SEEDS.length);
    }
  });

  test('the usual key has a tonic and a mode that are drawn, too', () => {
    for (const mood of MOODS) {
      const usual = drawKey(notes, mood, undefined);
      expect(notes.tonics).toContain(usual.tonic);
      expect(notes.modes[mood]).toContain(usual.mode);
    }
  });
});

test('the largest seed is drawn from like any other', () => {
  const seed = 0xffff_ffff;
  expect(STYLE_DEFINITIONS.house.tonics).toContain(
    drawKey(STYLE_DEFINITIONS.house, 'warm', seed).tonic,
  );
  const { slow, fast } = STYLE_DEFINITIONS.house.tempo;
  const tempo = drawTempo(STYLE_DEFINITIONS.house, 'warm', seed);
  expect(tempo >= slow && tempo <= fast).toBe(true);
});
