import { z } from 'zod';
import { Style } from '@fermata/contracts/values';
import { fitDiscriminants, kindOf } from './linear-discriminants.ts';
import type { Example } from './measure-examples.ts';
import { scaled, scaleOf } from './scale.ts';

const Mistake = z.object({ style: Style, variant: z.string(), seed: z.number(), as: Style });
export type Mistake = z.infer<typeof Mistake>;

/** How well styles can be distinguished by their notes and sound. */
export const Classification = z.object({
  styles: z.array(Style),
  pieces: z.number(),
  /**
   * Shares of the pieces assigned to their own style: by notes and audio, by notes alone, by audio
   * alone.
   */
  accuracy: z.object({ both: z.number(), notes: z.number(), audio: z.number() }),
  /** By both: counts, row is the true style, column the assigned one. */
  confusion: z.array(z.array(z.number())),
  audioConfusion: z.array(z.array(z.number())),
  mistakes: z.object({ notes: z.array(Mistake), audio: z.array(Mistake) }),
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

/** Shares a divisor with no number of substyles, so that each fold has all of them. */
const FOLDS = 5;

/**
 * Each fifth of the seeds is named by what the other four fifths teach. Substyles are learnt one by
 * one, because a style with several is no single cloud; right is every substyle of the right style.
 */
export function classify(examples: readonly Example[], styles: readonly Style[]): Classification {
  const both = assign(VIEWS.both, examples);
  const notes = assign(VIEWS.notes, examples);
  const audio = assign(VIEWS.audio, examples);
  return {
    styles: [...styles],
    pieces: examples.length,
    accuracy: { both: accuracyOf(both), notes: accuracyOf(notes), audio: accuracyOf(audio) },
    confusion: confusionOf(both, styles),
    audioConfusion: confusionOf(audio, styles),
    mistakes: { notes: mistakesIn(notes), audio: mistakesIn(audio) },
    ...compare(examples, styles),
  };
}

interface Assigned {
  readonly example: Example;
  readonly as: Style;
}

function assign(view: View, examples: readonly Example[]): Assigned[] {
  const [first] = examples;
  if (!first) return [];
  const names = Object.keys(view(first)).sort();
  const row = (example: Example): number[] => {
    const features = view(example);
    return names.map((name) => features[name] ?? 0);
  };
  const kindName = ({ style, variant }: Example): string => `${style}/${variant}`;
  const styleOf = new Map(examples.map((example) => [kindName(example), example.style]));
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const known = examples.filter(({ seed }) => seed % FOLDS !== fold);
    const model = fitDiscriminants(known.map(row), known.map(kindName));
    return examples
      .filter(({ seed }) => seed % FOLDS === fold)
      .map((example) => ({
        example,
        as: styleOf.get(kindOf(model, row(example))) ?? example.style,
      }));
  });
}

function confusionOf(assigned: readonly Assigned[], styles: readonly Style[]): number[][] {
  const confusion = styles.map(() => styles.map(() => 0));
  for (const { example, as } of assigned) {
    const into = confusion[styles.indexOf(example.style)];
    const given = styles.indexOf(as);
    if (into) into[given] = (into[given] ?? 0) + 1;
  }
  return confusion;
}

const accuracyOf = (assigned: readonly Assigned[]): number =>
  assigned.filter(({ example, as }) => example.style === as).length / Math.max(1, assigned.length);

const mistakesIn = (assigned: readonly Assigned[]): Mistake[] =>
  assigned.flatMap(({ example: { style, variant, seed }, as }) =>
    style === as ? [] : [{ style, variant, seed, as }],
  );

function compare(
  examples: readonly Example[],
  styles: readonly Style[],
): Pick<Classification, 'nearest' | 'distinguishingFeatures'> {
  const names = [
    ...new Set(examples.flatMap((example) => Object.keys(VIEWS.both(example)))),
  ].sort();
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
