import { expect, it } from 'vitest';
import { Random } from '../../signal/random.ts';
import { classify } from './classify.ts';
import type { Example } from './measure-examples.ts';

const STYLES = ['house', 'ambient', 'lo-fi'] as const;

/** `apart`: distance between the centres of the styles, in standard deviations of one style. */
function examples(apart: { notes: number; audio: number }): Example[] {
  const random = new Random(3);
  const around = (middle: number): number =>
    middle + random.unit() + random.unit() + random.unit() - 1.5;
  return Array.from({ length: 80 }, (_, i) => i + 1).flatMap((seed) =>
    STYLES.map((style, i): Example => ({
      style,
      variant: style,
      seed,
      notes: { tempo: around(i * apart.notes), constant: 4, chance: random.unit() },
      audio: { centroid: around(-i * apart.audio) },
    })),
  );
}

it('names every style if they are clearly separated, and lists the features that separate them', () => {
  const { accuracy, confusion, pieces, mistakes, distinguishingFeatures, nearest } = classify(
    examples({ notes: 6, audio: 0 }),
    STYLES,
  );
  expect(pieces).toBe(240);
  expect(accuracy.both).toBe(1);
  expect(accuracy.notes).toBe(1);
  expect(mistakes.notes).toEqual([]);
  expect(accuracy.audio).toBeLessThan(0.6);
  expect(mistakes.audio).toHaveLength(Math.round(240 * (1 - accuracy.audio)));
  expect(confusion).toEqual([
    [80, 0, 0],
    [0, 80, 0],
    [0, 0, 80],
  ]);
  expect(distinguishingFeatures[0]?.feature).toBe('tempo');
  expect(nearest.find((near) => near.style === 'house')?.neighbour).toBe('ambient');
});

it('is at chance without any information: no piece teaches its own name', () => {
  const { accuracy } = classify(examples({ notes: 0, audio: 0 }), STYLES);
  expect(accuracy.both).toBeGreaterThan(0.2);
  expect(accuracy.both).toBeLessThan(0.47);
});

it('names a style whose substyles lie on both sides of another style', () => {
  const one = examples({ notes: 6, audio: 0 });
  // House and lo-fi are substyles of one style here, with ambient between them.
  const merged = one.map((example): Example =>
    example.style === 'lo-fi' ? { ...example, style: 'house' } : example,
  );
  expect(classify(merged, ['house', 'ambient']).accuracy.notes).toBe(1);
});

it('is deterministic', () => {
  expect(classify(examples({ notes: 1, audio: 1 }), STYLES)).toEqual(
    classify(examples({ notes: 1, audio: 1 }), STYLES),
  );
});
