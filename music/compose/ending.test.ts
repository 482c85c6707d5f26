import { describe, expect, test, vi } from 'vitest';
import { type Composition, type PartName, type Score, STYLES } from '@fermata/contracts/values';
import { STYLE_DEFINITIONS } from '../styles/style-definitions.ts';
import { theoryComposer } from './theory-composer.ts';

vi.setConfig({ testTimeout: 60_000 });

const PARTS = ['drums', 'bass', 'chords', 'lead', 'counter', 'pad'] as const satisfies PartName[];
const DURATIONS = [6, 15, 30, 62.5, 150];
const SEEDS = 12;

/** Of each part, the second in which its last note ends; effects mark changes and have no ending. */
function endsOf(score: Score): { readonly part: PartName; readonly end: number }[] {
  return score.parts.flatMap(({ name, notes }) =>
    name === 'fx' || name === 'loop'
      ? []
      : [{ part: name, end: Math.max(0, ...notes.map((note) => note.start + note.duration)) }],
  );
}

describe.each(STYLES)('%s', (style) => {
  const { slow, usual, fast } = STYLE_DEFINITIONS[style].tempo;
  const composed = (composition: Partial<Composition>, seed: number): Score =>
    theoryComposer.compose(
      {
        style,
        mood: STYLE_DEFINITIONS[style].mood,
        tempoBpm: usual,
        key: STYLE_DEFINITIONS[style].key[STYLE_DEFINITIONS[style].mood],
        durationSeconds: 30,
        energy: STYLE_DEFINITIONS[style].energy,
        parts: [...PARTS],
        ...composition,
      },
      seed,
    );

  test('no part stops a second before the others, whatever the seed, length, tempo and energy', () => {
    for (const durationSeconds of DURATIONS)
      for (let seed = 0; seed < SEEDS; seed++) {
        const score = composed(
          {
            durationSeconds,
            tempoBpm: [slow, usual, fast][seed % 3] ?? usual,
            energy: [0.2, 0.5, 0.8, 1][seed % 4] ?? 0.5,
          },
          seed,
        );
        const ends = endsOf(score);
        const last = Math.max(...ends.map(({ end }) => end));
        expect(
          ends.filter(({ end }) => end < last - 1),
          `${durationSeconds} s, seed ${seed}, last ${last}`,
        ).toEqual([]);
      }
  });

  test('every part is there on the last chord', () => {
    for (let seed = 0; seed < SEEDS; seed++) {
      const score = composed({ durationSeconds: 45 }, seed);
      const ending = score.sections.at(-1);
      const from = ((ending?.startBar ?? 0) * score.beatsPerBar * 60) / score.tempoBpm;
      for (const { name, notes } of score.parts)
        expect(
          notes.some(({ start }) => start >= from - 1e-3),
          `${name}, seed ${seed}`,
        ).toBe(true);
    }
  });
});

test.each(STYLES.filter((style) => !STYLE_DEFINITIONS[style].parts.drums))(
  '%s, which has no drums, ends about as softly as it was before',
  (style) => {
    const { mood, key, tempo } = STYLE_DEFINITIONS[style];
    for (let seed = 0; seed < SEEDS; seed++) {
      const { sections, parts, beatsPerBar, tempoBpm } = theoryComposer.compose(
        {
          ...{ style, mood, key: key[mood], tempoBpm: tempo.usual, durationSeconds: 60 },
          energy: 0.3,
          parts: [...PARTS],
        },
        seed,
      );
      const secondOf = (section: number): number =>
        ((sections.at(section)?.startBar ?? 0) * beatsPerBar * 60) / tempoBpm;
      for (const { name, notes } of parts.filter(({ name }) => name === 'bass')) {
        const loudest = (from: number, to: number): number =>
          Math.max(
            0,
            ...notes
              .filter(({ start }) => start >= from - 1e-3 && start < to - 1e-3)
              .map(({ velocity }) => velocity),
          );
        expect(loudest(secondOf(-1), Infinity), `${name}, seed ${seed}`).toBeLessThan(
          1.25 * loudest(secondOf(-2), secondOf(-1)),
        );
      }
    }
  },
);
