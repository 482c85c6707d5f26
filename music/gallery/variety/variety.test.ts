import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type z } from 'zod';
import { Brief, type PartName, type Score, type Style, STYLES } from '@fermata/contracts/values';
import { theoryComposer } from '../../compose/theory-composer.ts';
import { MOOD_COLOURS } from '../../styles/mood-colour.ts';
import { STYLE_DEFINITIONS } from '../../styles/style-definitions.ts';
import { inSubstyle, substyleFor } from '../../styles/substyle.ts';
import { recipeOfBrief } from '../recipe-of-brief.ts';
import { type Piece, progressionOf, varietyOf } from './style-variety.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

const SEEDS = 50;
const ENGINE = { version: '1', sha256: 'a'.repeat(64) };

function made(style: Style, seed: number, wishes: Partial<z.input<typeof Brief>> = {}): Piece {
  const brief = Brief.parse({ text: `a ${style} piece`, style, seed, ...wishes });
  const recipe = recipeOfBrief(ENGINE, brief, seed);
  return {
    score: theoryComposer.compose(recipe.composition, recipe.seed),
    drawnBpm: recipe.composition.tempoBpm,
  };
}
const composed = (...given: Parameters<typeof made>): Score => made(...given).score;

describe.each(STYLES)('%s, by 50 seeds', (style) => {
  const usual = STYLE_DEFINITIONS[style];
  const { tempo, tonics, modes, mood, bassRange, melody } = inSubstyle(
    usual,
    substyleFor(usual, { energy: usual.energy + MOOD_COLOURS[usual.mood].energy }),
  );
  let pieces: readonly Piece[] = [];
  let scores: readonly Score[] = [];
  beforeAll(() => {
    pieces = Array.from({ length: SEEDS }, (_, seed) => made(style, seed));
    scores = pieces.map(({ score }) => score);
  });
  const pitchesOf = (part: PartName): number[] =>
    scores.flatMap(({ parts }) =>
      parts
        .filter(({ name }) => name === part)
        .flatMap(({ notes }) => notes.map(({ midi }) => midi)),
    );

  test('no two pieces share key, tempo and progression', () => {
    expect(varietyOf(style, pieces).alike).toBe(0);
  });

  test('keys and tempi are drawn from the whole range of the style', () => {
    const { keys, slowestBpm, fastestBpm } = varietyOf(style, pieces);
    const possible = new Set(tonics).size * new Set(modes[mood]).size;
    expect(keys).toBeGreaterThan(0.5 * Math.min(SEEDS, possible));
    expect(slowestBpm).toBeGreaterThanOrEqual(tempo.slow);
    expect(fastestBpm).toBeLessThanOrEqual(tempo.fast);
    expect(fastestBpm - slowestBpm).toBeGreaterThan(0.6 * (tempo.fast - tempo.slow));
    expect(new Set(scores.map(progressionOf)).size).toBeGreaterThan(10);
  });

  test('the melodies of two seeds have little in common', () => {
    expect(varietyOf(style, pieces).motifOverlap.mean).toBeLessThan(0.1);
  });

  test('in every key the bass stays in its range, and the lead is not shrill', () => {
    const [bass, lead] = [pitchesOf('bass'), pitchesOf('lead')];
    // An approach from below may be a whole tone under the lowest root.
    expect(Math.min(...bass)).toBeGreaterThanOrEqual(bassRange[0] - 2);
    expect(Math.max(...lead)).toBeLessThanOrEqual(melody.range[1] + 6);
  });

  test('a wish for a key or a tempo is kept, and changes nothing else that is drawn', () => {
    for (let seed = 0; seed < 10; seed++) {
      const drawn = scores[seed] ?? expect.fail();
      const inKey = composed(style, seed, { key: { tonic: 'B', mode: 'major' } });
      expect(inKey.key).toEqual({ tonic: 'B', mode: 'major' });
      expect(inKey.tempoBpm).toBe(drawn.tempoBpm);
      const atTempo = composed(style, seed, { tempoBpm: 97 });
      expect(Math.abs(atTempo.tempoBpm / 97 - 1)).toBeLessThanOrEqual(0.0201);
      expect(atTempo.key).toEqual(drawn.key);
    }
  });

  test('a loop of a drawn tempo is whole bars and exactly as long as requested', () => {
    for (let seed = 0; seed < 10; seed++) {
      const score = composed(style, seed, { durationSeconds: 23.7, ending: 'loop' });
      expect(score.durationSeconds).toBe(23.7);
      expect((score.chords.length * score.beatsPerBar * 60) / score.tempoBpm).toBeCloseTo(23.7, 5);
    }
  });
});
