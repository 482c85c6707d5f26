import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Composition,
  type EnergyCurve,
  type HitPoint,
  type Note,
  PART_NAMES,
  type Score,
} from '@fermata/contracts/values';
import { theoryComposer } from './theory-composer.ts';

const film: Composition = {
  style: 'synthwave',
  mood: 'driving',
  tempoBpm: 112,
  key: { tonic: 'A', mode: 'minor' },
  durationSeconds: 60,
  energy: 0.8,
  parts: [...PART_NAMES],
};
const all = (score: Score): Note[] => score.parts.flatMap(({ notes }) => notes);
const near = (score: Score, second: number): Note[] =>
  all(score).filter(({ start }) => Math.abs(start - second) <= 0.05);
const between = (score: Score, from: number, to: number): Note[] =>
  all(score).filter(({ start }) => start >= from && start < to);

test('every hit point falls on its second, as an accent or as silence', () => {
  const hits = fc
    .array(
      fc.record({
        second: fc.double({ min: 6, max: 52, noNaN: true }),
        event: fc.constantFrom(
          'accent' as const,
          'drop' as const,
          'break' as const,
          'stop' as const,
        ),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .filter((points) =>
      points.every((a, i) => points.every((b, j) => i === j || Math.abs(a.second - b.second) > 6)),
    );
  fc.assert(
    fc.property(hits, fc.integer({ min: 0, max: 999 }), (points: HitPoint[], seed) => {
      const score = theoryComposer.compose({ ...film, hits: points }, seed);
      for (const { second, event } of points) {
        if (event === 'stop') {
          const sounding = all(score).filter(
            ({ start, duration }) => start < second + 0.3 && start + duration > second + 0.06,
          );
          expect(sounding, `stop at ${second}`).toEqual([]);
        } else {
          const struck = near(score, second);
          expect(struck.length, `${event} at ${second}`).toBeGreaterThan(0);
          if (event !== 'break')
            expect(
              Math.max(...struck.map(({ velocity }) => velocity)),
              `${event} at ${second}`,
            ).toBeGreaterThan(100);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('a drop follows a build and silence, on a bar line, into the fullest section; tempo bends by at most 4 %', () => {
  for (const second of [15, 21.3, 30.7, 44.4]) {
    const score = theoryComposer.compose(
      { ...film, style: 'house', hits: [{ second, event: 'drop' }] },
      3,
    );
    const bar = (score.beatsPerBar * 60) / score.tempoBpm;
    const dropped = score.sections.find(
      ({ startBar }) => Math.abs(startBar * bar - second) <= 0.05,
    );
    expect(dropped?.role).toBe('main');
    expect(dropped?.energy).toBe(Math.max(...score.sections.map(({ energy }) => energy)));
    expect(
      score.sections[score.sections.findIndex((section) => section === dropped) - 1]?.role,
    ).toBe('build');
    expect(Math.abs(score.tempoBpm / film.tempoBpm - 1)).toBeLessThanOrEqual(0.0401);
    const loud = between(score, second - 0.25, second - 0.06).filter(
      (note) => !score.parts.find(({ name }) => name === 'fx')?.notes.includes(note),
    );
    expect(loud).toEqual([]);
  }
});

test('little plays after a break, and the drums stop', () => {
  const score = theoryComposer.compose(
    { ...film, energy: 0.7, hits: [{ second: 30, event: 'break' }] },
    4,
  );
  const rate = (from: number, to: number): number => between(score, from, to).length / (to - from);
  expect(rate(31, 38)).toBeLessThan(0.6 * rate(20, 29));
});

test('sections and loudness follow the energy curve', () => {
  const energyCurve: EnergyCurve = [
    { second: 0, energy: 0.1 },
    { second: 20, energy: 0.2 },
    { second: 40, energy: 1 },
    { second: 60, energy: 1 },
    { second: 75, energy: 0.1 },
  ];
  const score = theoryComposer.compose({ ...film, durationSeconds: 90, energyCurve }, 5);
  const power = (from: number, to: number): number =>
    between(score, from, to).reduce((sum, { velocity }) => sum + velocity * velocity, 0) /
    (to - from);
  expect(power(42, 58)).toBeGreaterThan(2.5 * power(2, 18));
  expect(power(42, 58)).toBeGreaterThan(2.5 * power(76, 86));
  const bar = (score.beatsPerBar * 60) / score.tempoBpm;
  const energyAt = (second: number): number =>
    score.sections.find(
      ({ startBar, bars }) => second >= startBar * bar && second < (startBar + bars) * bar,
    )?.energy ?? -1;
  expect(energyAt(10)).toBeLessThan(0.3);
  expect(energyAt(50)).toBeGreaterThan(0.85);
  expect(energyAt(85)).toBeLessThan(0.3);
});
