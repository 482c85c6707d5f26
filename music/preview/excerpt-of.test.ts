import { expect, test } from 'vitest';
import { type Composition, PART_NAMES, STYLES } from '@fermata/contracts/values';
import { theoryComposer } from '../compose/theory-composer.ts';
import { EXCERPT_SECONDS, excerptOf } from './excerpt-of.ts';

const composition = (style: Composition['style'], durationSeconds: number): Composition => ({
  style,
  mood: 'warm',
  tempoBpm: 100,
  key: { tonic: 'D', mode: 'minor' },
  durationSeconds,
  energy: 0.7,
  parts: [...PART_NAMES],
});

test.each(STYLES)(
  'the preview of a %s track is the first bars of its main section, note for note',
  (style) => {
    for (const durationSeconds of [12, 45, 180]) {
      const score = theoryComposer.compose(composition(style, durationSeconds), 8);
      const excerpt = excerptOf(score);
      const bar = (score.beatsPerBar * 60) / score.tempoBpm;
      const main = score.sections.find(({ role }) => role === 'main');
      const from =
        Math.min(main?.startBar ?? 0, Math.floor((durationSeconds - EXCERPT_SECONDS) / bar)) * bar;
      expect(excerpt.durationSeconds).toBe(EXCERPT_SECONDS);
      expect(excerpt.parts.map(({ name }) => name)).toEqual(score.parts.map(({ name }) => name));
      excerpt.parts.forEach(({ notes }, i) => {
        const full =
          score.parts[i]?.notes.filter(
            ({ start }) => start > from - 1e-5 && start < from + EXCERPT_SECONDS - 1e-5,
          ) ?? [];
        expect(notes.map(({ midi, duration, velocity }) => ({ midi, duration, velocity }))).toEqual(
          full.map(({ midi, duration, velocity }) => ({ midi, duration, velocity })),
        );
        notes.forEach((note, n) => expect(note.start).toBeCloseTo((full[n]?.start ?? 0) - from, 5));
      });
      expect(excerpt.sections[0]).toMatchObject({ startBar: 0 });
      expect(excerpt.chords[0]).toBe(score.chords[Math.round(from / bar)]);
    }
  },
);

test('a short piece is its own preview', () => {
  const score = theoryComposer.compose(composition('lo-fi', 6), 1);
  expect(excerptOf(score)).toBe(score);
});
