import { z } from 'zod';
import { Style } from '@fermata/contracts/values';
import { fitLogistic, mostLikely, scaled, scaleOf } from './logistic-regression.ts';
import type { Example } from './measure-examples.ts';

/** How well styles can be distinguished by their notes and sound. */
export const Classification = z.object({
  styles: z.array(Style),
  trainedOn: z.number(),
  testedOn: z.number(),
  /**
   * Shares of the test examples assigned to their own style: by notes and audio, by notes alone, by
   * audio alone.
   */
  accuracy: z.object({ both: z.number(), notes: z.number(), audio: z.number() }),
  /** By both: counts, row is the true style, column the assigned one. */
  confusion: z.array(z.array(z.number())),
  audioConfusion: z.array(z.array(z.number())),
  /**
   * The style with the nearest mean, in standard deviations of a feature, and the features in which
   * the two differ most.
   */
  nearest: z.array(
    z.object({
      style: Style,
      neighbour: Style,
      distance: z.number(),
      mainFeatures: z.array(z.string()),
    }),
  ),
  /**
   * Features by the ratio of variation between styles to variation within a style, largest first.
   */
  distinguishingFeatures: z.array(z.object({ feature: z.string(), ratio: z.number() })),
});
export type Classification = z.infer<typeof Classification>;

type View = (example: Example) => Readonly<Record<string, number>>;
const VIEWS = {
  both: (e) => ({ ...e.notes, ...e.audio }),
  notes: (e) => e.notes,
  audio: (e) => e.audio,
} as const satisfies Record<string, View>;

/** Trained on the odd seeds of each style, tested on the even ones. */
export function classify(examples: readonly Example[], styles: readonly Style[]): Classification {
  const train = examples.filter((example) => example.seed % 2 === 1);
  const test = examples.filter((example) => example.seed % 2 === 0);
  const both = confusionOf(VIEWS.both, train, test, styles);
  const audio = confusionOf(VIEWS.audio, train, test, styles);
  return {
    styles: [...styles],
    trainedOn: train.length,
    testedOn: test.length,
    accuracy: {
      both: accuracyOf(both),
      notes: accuracyOf(confusionOf(VIEWS.notes, train, test, styles)),
      audio: accuracyOf(audio),
    },
    confusion: both,
    audioConfusion: audio,
    ...compare(examples, styles),
  };
}

function confusionOf(
  view: View,
  train: readonly Example[],
  test: readonly Example[],
  styles: readonly Style[],
): number[][] {
  const names = Object.keys(
    view(train[0] ?? { style: 'lo-fi', seed: 0, notes: {}, audio: {} }),
  ).sort();
  const row = (example: Example): number[] => {
    const features = view(example);
    return names.map((name) => features[name] ?? 0);
  };
  const scale = scaleOf(train.map(row));
  const model = fitLogistic(
    train.map((example) => scaled(scale, row(example))),
    train.map((example) => styles.indexOf(example.style)),
    styles.length,
  );
  const confusion = styles.map(() => styles.map(() => 0));
  for (const example of test) {
    const into = confusion[styles.indexOf(example.style)];
    const given = mostLikely(model, scaled(scale, row(example)));
    if (into) into[given] = (into[given] ?? 0) + 1;
  }
  return confusion;
}

const accuracyOf = (confusion: readonly (readonly number[])[]): number => {
  const total = confusion.flat().reduce((sum, count) => sum + count, 0);
  return total === 0 ? 0 : confusion.reduce((sum, row, i) => sum + (row[i] ?? 0), 0) / total;
};

function compare(
  examples: readonly Example[],
  styles: readonly Style[],
): Pick<Classification, 'nearest' | 'distinguishingFeatures'> {
  const names = Object.keys(
    VIEWS.both(examples[0] ?? { style: 'lo-fi', seed: 0, notes: {}, audio: {} }),
  ).sort();
  const rows = examples.map((example) => ({
    style: example.style,
    values: names.map((name) => ({ ...example.notes, ...example.audio })[name] ?? 0),
  }));
  const scale = scaleOf(rows.map((row) => row.values));
  const within = styles.map((style) =>
    scaleOf(rows.filter((row) => row.style === style).map((row) => scaled(scale, row.values))),
  );
  const apart = (a: number, b: number): number[] =>
    names.map((_, c) => Math.abs((within[a]?.means[c] ?? 0) - (within[b]?.means[c] ?? 0)));
  const nearest =
    styles.length < 2
      ? []
      : styles.map((style, a) => {
          const others = styles.flatMap((neighbour, b) =>
            b === a
              ? []
              : [
                  {
                    neighbour,
                    b,
                    distance: Math.sqrt(
                      apart(a, b).reduce((sum, x) => sum + x * x, 0) / names.length,
                    ),
                  },
                ],
          );
          const best = others.reduce((near, other) =>
            other.distance < near.distance ? other : near,
          );
          const mainFeatures = apart(a, best.b)
            .map((x, c) => ({ x, name: names[c] ?? '' }))
            .sort((one, other) => other.x - one.x)
            .slice(0, 3)
            .map(({ name }) => name);
          return { style, neighbour: best.neighbour, distance: best.distance, mainFeatures };
        });
  const distinguishingFeatures = names
    .map((feature, c) => {
      const between = scaleOf(within.map(({ means }) => [means[c] ?? 0])).deviations[0] ?? 0;
      const inside = Math.sqrt(
        within.reduce((sum, { deviations }) => sum + (deviations[c] ?? 0) ** 2, 0) /
          Math.max(1, within.length),
      );
      return { feature, ratio: inside > 1e-6 ? between / inside : between > 1e-6 ? 99 : 0 };
    })
    .sort((a, b) => b.ratio - a.ratio)
    .slice(0, 12);
  return { nearest, distinguishingFeatures };
}
