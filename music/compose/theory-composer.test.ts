import { type Composition, MODES, MOODS, PART_NAMES, Score, STYLES, TONICS } from '@fermata/contracts';
import fc from 'fast-check';
import { Chord, Note } from 'tonal';
import { expect, test } from 'vitest';
import { measureTraits, styleLikeness } from '../evaluate/style-traits.ts';
import { theoryComposer } from './theory-composer.ts';

const anyComposition: fc.Arbitrary<Composition> = fc.record({
  style: fc.constantFrom(...STYLES), mood: fc.constantFrom(...MOODS), tempoBpm: fc.double({ min: 40, max: 200, noNaN: true }),
  key: fc.record({ tonic: fc.constantFrom(...TONICS), mode: fc.constantFrom(...MODES) }), durationSeconds: fc.double({ min: 5, max: 300, noNaN: true }),
  energy: fc.double({ min: 0, max: 1, noNaN: true }), parts: fc.subarray([...PART_NAMES], { minLength: 1 }),
});
const anySeed = fc.integer({ min: 0, max: 0xffff_ffff });
const usual: Composition = { style: 'lo-fi', mood: 'warm', tempoBpm: 78, key: { tonic: 'Eb', mode: 'major' }, durationSeconds: 60, energy: 0.5, parts: [...PART_NAMES] };

test('whatever is asked, the score is valid, lasts as long as asked, and every note ends within it', () => {
  fc.assert(fc.property(anyComposition, anySeed, (composition, seed) => {
    const score = Score.parse(theoryComposer.compose(composition, seed));
    expect(Math.abs(score.durationSeconds - composition.durationSeconds)).toBeLessThanOrEqual(0.05);
    const bars = score.sections.reduce((sum, section) => sum + section.bars, 0);
    expect(score.chords).toHaveLength(bars);
    expect(score.sections.at(-1)).toMatchObject({ name: 'ending', startBar: bars - 1 });
    const barSeconds = (score.beatsPerBar * 60) / score.tempoBpm;
    // The last chord has time to be heard and to ring out.
    expect(score.durationSeconds - (bars - 1) * barSeconds).toBeGreaterThan(1.1);
    for (const part of score.parts) {
      for (const note of part.notes) expect(note.start + note.duration).toBeLessThanOrEqual(score.durationSeconds);
    }
    expect(score.parts.map((part) => part.name)).toEqual(PART_NAMES.filter((name) => composition.parts.includes(name)));
  }), { numRuns: 150 });
});

test('the tempo gives by 2 % at most, so that the form fits', () => {
  fc.assert(fc.property(fc.integer({ min: 60, max: 200 }), fc.integer({ min: 8, max: 300 }), (tempoBpm, durationSeconds) => {
    const score = theoryComposer.compose({ ...usual, tempoBpm, durationSeconds }, 1);
    expect(Math.abs(score.tempoBpm / tempoBpm - 1)).toBeLessThanOrEqual(0.0201);
  }), { numRuns: 60 });
});

test('the same composition and seed give the same score, another seed another', () => {
  for (const style of STYLES) {
    for (let seed = 0; seed < 12; seed++) {
      const composition = { ...usual, style, energy: seed / 11 };
      expect(theoryComposer.compose(composition, seed)).toEqual(theoryComposer.compose(composition, seed));
    }
  }
  expect(theoryComposer.compose(usual, 5)).not.toEqual(theoryComposer.compose(usual, 6));
});

test('a part plays the same when another part is left out', () => {
  const drums = (parts: Composition['parts']) => theoryComposer.compose({ ...usual, parts }, 9).parts.find((part) => part.name === 'drums');
  expect(drums(['drums', 'bass', 'lead'])).toEqual(drums(['drums', 'pad']));
});

test('a piece comes home: the last chord stands on the tonic, and the bass plays it', () => {
  for (const style of STYLES) {
    for (let seed = 0; seed < 20; seed++) {
      const score = theoryComposer.compose({ ...usual, style, key: { tonic: 'D', mode: 'minor' } }, seed);
      expect(Chord.get(score.chords.at(-1) ?? '').tonic).toBe('D');
      const last = score.parts.find((part) => part.name === 'bass')?.notes.at(-1);
      expect((last?.midi ?? 0) % 12).toBe(Note.chroma('D'));
    }
  }
});

test('the two styles are told apart by their notes alone', () => {
  for (let seed = 0; seed < 20; seed++) {
    for (const style of STYLES) {
      const other = style === 'lo-fi' ? 'synthwave' : 'lo-fi';
      const traits = measureTraits(theoryComposer.compose({ ...usual, style, energy: 0.6, tempoBpm: style === 'lo-fi' ? 78 : 110 }, seed));
      expect(styleLikeness(style, traits)).toBeGreaterThan(styleLikeness(other, traits) + 0.15);
    }
  }
});
