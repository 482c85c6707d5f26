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
      seed,
      notes: { tempo: around(i * apart.notes), constant: 4, chance: random.unit() },
      audio: { centroid: around(-i * apart.audio) },
    })),
  );
}

it('names every style if they are clearly separated, and lists the features that separate them', () => {
  const { accuracy, confusion, trainedOn, testedOn, distinguishingFeatures, nearest } = classify(
    examples({ notes: 6, audio: 0 }),
    STYLES,
  );
  expect([trainedOn, testedOn]).toEqual([120, 120]);
  expect(accuracy.both).toBe(1);
  expect(accuracy.notes).toBe(1);
  expect(accuracy.audio).toBeLessThan(0.6);
  expect(confusion).toEqual([
    [40, 0, 0],
    [0, 40, 0],
    [0, 0, 40],
  ]);
  expect(distinguishingFeatures[0]?.feature).toBe('tempo');
  expect(nearest.find((near) => near.style === 'house')?.neighbour).toBe('ambient');
});

it('is at chance without any information: the test examples were not trained on', () => {
  const { accuracy } = classify(examples({ notes: 0, audio: 0 }), STYLES);
  expect(accuracy.both).toBeGreaterThan(0.2);
  expect(accuracy.both).toBeLessThan(0.47);
});

it('is deterministic', () => {
  expect(classify(examples({ notes: 1, audio: 1 }), STYLES)).toEqual(
    classify(examples({ notes: 1, audio: 1 }), STYLES),
  );
});
