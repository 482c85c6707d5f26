import fc from 'fast-check';
import { Chord, Note as Pitch } from 'tonal';
import { describe, expect, test, vi } from 'vitest';
import {
  type Composition,
  MODES,
  MOODS,
  type Note,
  PART_NAMES,
  type PartName,
  Score,
  STYLES,
  TONICS,
} from '@fermata/contracts/values';
import { STYLE_DEFINITIONS, type StyleDefinition } from '../styles/style-definitions.ts';
import { measureTraits, styleLikeness } from '../styles/style-traits.ts';
import { slowdown } from '../testing/slowdown.ts';
import { composeInStyle, theoryComposer } from './theory-composer.ts';

vi.setConfig({ testTimeout: 30_000 });

const anyComposition: fc.Arbitrary<Composition> = fc
  .record({
    style: fc.constantFrom(...STYLES),
    mood: fc.constantFrom(...MOODS),
    tempoBpm: fc.double({ min: 40, max: 200, noNaN: true }),
    key: fc.record({ tonic: fc.constantFrom(...TONICS), mode: fc.constantFrom(...MODES) }),
    durationSeconds: fc.double({ min: 3, max: 600, noNaN: true }),
    energy: fc.double({ min: 0, max: 1, noNaN: true }),
    parts: fc.subarray([...PART_NAMES], { minLength: 1 }),
  })
  .filter((composition) => composition.parts.some((part) => plays(composition, part)));
const anyCurve = fc
  .array(
    fc.record({
      second: fc.double({ min: 0, max: 600, noNaN: true }),
      energy: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((points) => points.sort((a, b) => a.second - b.second));
const anyHits = fc.array(
  fc.record({
    second: fc.double({ min: 0, max: 600, noNaN: true }),
    event: fc.constantFrom('accent' as const, 'drop' as const, 'break' as const, 'stop' as const),
  }),
  { maxLength: 5 },
);
const directed = fc
  .tuple(
    anyComposition,
    fc.option(anyCurve, { nil: undefined }),
    anyHits,
    fc.constantFrom('final' as const, 'loop' as const),
  )
  .map(([composition, energyCurve, hits, ending]): Composition => ({
    ...composition,
    energyCurve,
    hits,
    ending,
  }));
const anySeed = fc.integer({ min: 0, max: 0xffff_ffff });
const usual: Composition = {
  style: 'lo-fi',
  mood: 'warm',
  tempoBpm: 78,
  key: { tonic: 'Eb', mode: 'major' },
  durationSeconds: 60,
  energy: 0.5,
  parts: [...PART_NAMES],
};
const notesOf = (score: Score, part: PartName): Note[] =>
  score.parts.find(({ name }) => name === part)?.notes ?? [];
const barSeconds = (score: Score): number => (score.beatsPerBar * 60) / score.tempoBpm;

/** An audio loop plays only if the composition has one. */
const plays = ({ style, audioLoop }: Composition, part: PartName): boolean =>
  part === 'loop' ? audioLoop !== undefined : STYLE_DEFINITIONS[style].parts[part] !== undefined;

/** A style with a sound for every part, including those it normally lacks. */
function fullStyle(style: Composition['style']): StyleDefinition {
  const definition = STYLE_DEFINITIONS[style];
  const some = definition.parts.lead ?? definition.parts.chords ?? definition.parts.pad;
  return some
    ? {
        ...definition,
        parts: {
          lead: some,
          counter: some,
          fx: some,
          pad: some,
          chords: some,
          bass: some,
          ...definition.parts,
        },
      }
    : definition;
}

/** Invariants of every score. */
function check(
  composition: Composition,
  seed: number,
  definition: StyleDefinition = STYLE_DEFINITIONS[composition.style],
): Score {
  const score = Score.parse(composeInStyle(definition, composition, seed));
  expect(Math.abs(score.durationSeconds - composition.durationSeconds)).toBeLessThanOrEqual(0.05);
  const bars = score.sections.reduce((sum, section) => sum + section.bars, 0);
  expect(score.chords).toHaveLength(bars);
  expect(score.sections.some(({ role }) => role === 'main')).toBe(true);
  let startBar = 0;
  for (const section of score.sections) {
    expect(section.startBar).toBe(startBar);
    startBar += section.bars;
  }
  // One comparison per part: there are thousands of notes.
  for (const { name, notes } of score.parts) {
    const ends = new Map<number, number>();
    const wrong = notes.filter((note) => {
      const early = note.start < (ends.get(note.midi) ?? 0) - 1e-6;
      ends.set(note.midi, note.start + note.duration);
      return early || note.start + note.duration > score.durationSeconds;
    });
    expect(wrong, `${name}: after the end, or overlapping the same pitch`).toEqual([]);
  }
  return score;
}

describe('for any request', () => {
  test('the score is valid and exactly as long as requested, notes end within it, and no pitch overlaps itself', () => {
    fc.assert(
      fc.property(anyComposition, anySeed, (composition, seed) => {
        const score = check(composition, seed);
        const last = score.sections.at(-1);
        expect(last).toMatchObject({ name: 'ending', role: 'ending', bars: 1 });
        // The last chord has time to sound and decay.
        expect(score.durationSeconds - (last?.startBar ?? 0) * barSeconds(score)).toBeGreaterThan(
          1.1,
        );
        expect(score.parts.map((part) => part.name)).toEqual(
          PART_NAMES.filter((name) => composition.parts.includes(name) && plays(composition, name)),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('the same holds with energy curves, hit points and loops', () => {
    fc.assert(
      fc.property(directed, anySeed, (composition, seed) => {
        const score = check(composition, seed);
        if (composition.ending === 'loop') expect(score.sections.at(-1)?.role).not.toBe('ending');
      }),
      { numRuns: 200 },
    );
  });

  test('the same holds for a style with every part', () => {
    fc.assert(
      fc.property(directed, anySeed, (composition, seed) => {
        check({ ...composition, parts: [...PART_NAMES] }, seed, fullStyle(composition.style));
      }),
      { numRuns: 100 },
    );
  });

  test('every part of the style plays in a piece of half a minute', () => {
    fc.assert(
      fc.property(
        anyComposition,
        fc.double({ min: 30, max: 120, noNaN: true }),
        anySeed,
        (composition, durationSeconds, seed) => {
          for (const part of theoryComposer.compose({ ...composition, durationSeconds }, seed)
            .parts)
            expect(part.notes.length, `${composition.style} ${part.name}`).toBeGreaterThan(0);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('the same composition and seed give the same score, another seed another', () => {
    fc.assert(
      fc.property(directed, anySeed, (composition, seed) => {
        expect(theoryComposer.compose(composition, seed)).toEqual(
          theoryComposer.compose(composition, seed),
        );
      }),
      { numRuns: 30 },
    );
    expect(theoryComposer.compose(usual, 5)).not.toEqual(theoryComposer.compose(usual, 6));
  });
});

test('a style with none of the requested parts is an error', () => {
  expect(() => theoryComposer.compose({ ...usual, parts: ['loop'] }, 1)).toThrow(
    'none of them was requested',
  );
});

test('the tempo bends by at most 2 % to fit the form', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 200 }),
      fc.integer({ min: 8, max: 300 }),
      (tempoBpm, durationSeconds) => {
        const score = theoryComposer.compose({ ...usual, tempoBpm, durationSeconds }, 1);
        expect(Math.abs(score.tempoBpm / tempoBpm - 1)).toBeLessThanOrEqual(0.0201);
      },
    ),
    { numRuns: 60 },
  );
});

test('a part plays the same if another part is left out', () => {
  for (const style of STYLES) {
    const drums = (parts: Composition['parts']) =>
      notesOf(theoryComposer.compose({ ...usual, style, parts }, 9), 'drums');
    expect(drums(['drums', 'bass', 'lead'])).toEqual(drums(['drums', 'chords']));
  }
});

describe('a piece states its key', () => {
  const rootOf = (symbol: string): number | undefined =>
    Pitch.chroma(Chord.get(symbol).tonic ?? '');
  /** The main sections without a bar in which the bass plays the tonic under the tonic chord. */
  const silentAbout = (score: Score): string[] => {
    const tonic = Pitch.chroma(score.key.tonic);
    const bar = barSeconds(score);
    const bass = notesOf(score, 'bass').filter(({ midi }) => midi % 12 === tonic);
    return score.sections
      .filter(({ role }) => role === 'main')
      .filter(
        ({ startBar, bars }) =>
          !Array.from({ length: bars }, (_, i) => startBar + i).some(
            (at) =>
              rootOf(score.chords[at] ?? '') === tonic &&
              bass.some(({ start }) => start >= at * bar - 0.05 && start < (at + 1) * bar - 0.05),
          ),
      )
      .map(({ name, startBar }) => `${name} from bar ${startBar}`);
  };
  const withBass = fc
    .tuple(
      anyComposition,
      fc.option(anyCurve, { nil: undefined }),
      fc.constantFrom('final' as const, 'loop' as const),
    )
    .map(([composition, energyCurve, ending]): Composition => ({
      ...composition,
      parts: [...new Set([...composition.parts, 'bass' as const])],
      energyCurve,
      ending,
    }));

  test('in every main section the tonic chord sounds and the bass plays the tonic', () => {
    fc.assert(
      fc.property(withBass, anySeed, (composition, seed) => {
        expect(silentAbout(theoryComposer.compose(composition, seed))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test.each(STYLES)('%s: the same in thirty seeds of the usual length in every mode', (style) => {
    for (const mode of MODES)
      for (let seed = 0; seed < 30; seed++)
        expect(
          silentAbout(
            theoryComposer.compose(
              { ...usual, style, key: { tonic: 'E', mode }, durationSeconds: 45 },
              seed,
            ),
          ),
          `${mode}, seed ${seed}`,
        ).toEqual([]);
  });

  test.each(STYLES)('%s: in modes main sections start on the tonic, and it prevails', (style) => {
    const tonic = Pitch.chroma('E');
    for (const mode of MODES.filter((each) => each !== 'major' && each !== 'minor'))
      for (let seed = 0; seed < 20; seed++) {
        const key = { tonic: 'E', mode } as const;
        const { chords, sections } = theoryComposer.compose(
          { ...usual, style, key, durationSeconds: 60 },
          seed,
        );
        for (const { role, startBar } of sections)
          if (role === 'main')
            expect(rootOf(chords[startBar] ?? ''), `${mode}, seed ${seed}`).toBe(tonic);
        expect(
          chords.filter((chord) => rootOf(chord) === tonic).length / chords.length,
          `${mode}, seed ${seed}`,
        ).toBeGreaterThan(0.3);
      }
  });

  test('in minor the bass keeps the tonic under the chord of the relative major', () => {
    const key = { tonic: 'E', mode: 'minor' } as const;
    let heard = 0;
    for (let seed = 0; seed < 40; seed++) {
      const score = theoryComposer.compose(
        { ...usual, style: 'pop', key, durationSeconds: 60 },
        seed,
      );
      score.chords.forEach((chord, at) => {
        if (rootOf(chord) !== Pitch.chroma('G')) return;
        const start = at * barSeconds(score);
        const first = notesOf(score, 'bass').find((note) => note.start >= start - 0.02);
        if (!first || first.start > start + 0.1) return;
        heard++;
        expect(first.midi % 12, `seed ${seed}, bar ${at}`).toBe(Pitch.chroma('E'));
      });
    }
    expect(heard).toBeGreaterThan(10);
  });

  test('a phrase that closes a section ends on the tonic where the chord has it', () => {
    const tonic = Pitch.chroma('E');
    let heard = 0;
    for (let seed = 0; seed < 20; seed++) {
      const score = theoryComposer.compose(
        { ...usual, style: 'acoustic-folk', key: { tonic: 'E', mode: 'major' } },
        seed,
      );
      const bar = barSeconds(score);
      for (const { role, startBar, bars } of score.sections) {
        const end = (startBar + bars) * bar;
        const last = notesOf(score, 'lead').findLast(({ start }) => start < end - 0.05);
        if (role !== 'main' || bars < 4 || !last || last.start < end - bar) continue;
        if (rootOf(score.chords[startBar + bars - 1] ?? '') !== tonic) continue;
        heard++;
        expect(last.midi % 12, `seed ${seed}, bar ${startBar}`).toBe(tonic);
      }
    }
    expect(heard).toBeGreaterThan(5);
  });

  test('it ends on the tonic chord, and the bass plays the tonic', () => {
    fc.assert(
      fc.property(withBass, anySeed, (composition, seed) => {
        const score = theoryComposer.compose({ ...composition, ending: 'final' }, seed);
        const tonic = Pitch.chroma(score.key.tonic);
        expect(rootOf(score.chords.at(-1) ?? '')).toBe(tonic);
        expect((notesOf(score, 'bass').at(-1)?.midi ?? -1) % 12).toBe(tonic);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a loop', () => {
  test('is whole bars, exactly as long as requested, and its last chord leads back to its first', () => {
    for (const durationSeconds of [5, 8, 15.3, 30, 61.7]) {
      const score = theoryComposer.compose({ ...usual, durationSeconds, ending: 'loop' }, 3);
      expect(score.durationSeconds).toBe(durationSeconds);
      expect(score.chords.length * barSeconds(score)).toBeCloseTo(durationSeconds, 5);
      expect(score.sections.map(({ role }) => role)).not.toContain('outro');
      if (score.chords.length > 2) expect(score.chords.at(-1)).not.toBe(score.chords[0]);
    }
  });
});

describe('a retake changes nothing else', () => {
  const first = (style: Composition['style']) =>
    composeInStyle(fullStyle(style), { ...usual, style, energy: 0.8 }, 11);
  const within = (score: Score, section: number, notes: readonly Note[]): Note[] => {
    const bar = barSeconds(score);
    const found = score.sections[section];
    const from = (found?.startBar ?? 0) * bar;
    const to = found?.role === 'ending' ? Infinity : from + (found?.bars ?? 0) * bar;
    return notes.filter(({ start }) => start >= from - 2e-6 && start < to - 2e-6);
  };

  test.each(STYLES)('%s: a section, a part, and a part in a section', (style) => {
    const before = first(style);
    const main = before.sections.findIndex(({ role }) => role === 'main');
    for (const take of [
      { section: main, take: 1 },
      { part: 'lead' as const, take: 1 },
      { part: 'drums' as const, take: 2 },
      { section: main, part: 'lead' as const, take: 1 },
      { section: main, part: 'counter' as const, take: 3 },
    ]) {
      const after = composeInStyle(
        fullStyle(style),
        { ...usual, style, energy: 0.8, takes: [take] },
        11,
      );
      expect({ ...after, parts: [] }).toEqual({ ...before, parts: [] });
      let changed = 0;
      for (const { name } of before.parts) {
        before.sections.forEach((_, section) => {
          const [was, is] = [
            within(before, section, notesOf(before, name)),
            within(after, section, notesOf(after, name)),
          ];
          const may =
            (take.section === undefined || take.section === section) &&
            (take.part === undefined || take.part === name);
          if (!may) expect(is, `${name} in section ${section}`).toEqual(was);
          else if (JSON.stringify(was) !== JSON.stringify(is)) changed++;
        });
      }
      if (
        take.part === undefined ||
        before.parts.some(({ name, notes }) => name === take.part && notes.length > 0)
      )
        expect(changed, JSON.stringify(take)).toBeGreaterThan(0);
    }
  });

  test('a second take of one thing leaves the take of another unchanged', () => {
    const one = theoryComposer.compose({ ...usual, takes: [{ part: 'bass', take: 4 }] }, 2);
    const both = theoryComposer.compose(
      {
        ...usual,
        takes: [
          { part: 'bass', take: 4 },
          { part: 'chords', take: 1 },
        ],
      },
      2,
    );
    expect(notesOf(both, 'bass')).toEqual(notesOf(one, 'bass'));
    expect(notesOf(both, 'chords')).not.toEqual(notesOf(one, 'chords'));
  });
});

describe('a melody', () => {
  const intervals = (notes: readonly Note[]): string =>
    notes
      .slice(1)
      .map((note, i) => note.midi - (notes[i]?.midi ?? 0))
      .join();

  test('repeats its theme: the first bar of the main section returns', () => {
    let returns = 0;
    for (let seed = 0; seed < 12; seed++) {
      const score = theoryComposer.compose(
        { ...usual, style: 'synthwave', energy: 0.8, durationSeconds: 90, tempoBpm: 108 },
        seed,
      );
      const bar = barSeconds(score);
      const lead = notesOf(score, 'lead');
      const barOf = (n: number): Note[] =>
        lead.filter(({ start }) => start >= n * bar - 0.02 && start < (n + 1) * bar - 0.02);
      const main = score.sections.find(({ role }) => role === 'main')?.startBar ?? 0;
      const head = barOf(main);
      if (
        head.length > 1 &&
        score.chords.some(
          (_, n) => n > main + 3 && barOf(n).length > 1 && intervals(barOf(n)) === intervals(head),
        )
      )
        returns++;
    }
    expect(returns).toBeGreaterThanOrEqual(9);
  });

  test('lies above the chords and rarely clashes: strong notes are not a half step from a chord tone', () => {
    for (const style of STYLES) {
      let [strong, rubs] = [0, 0];
      for (let seed = 0; seed < 8; seed++) {
        const score = theoryComposer.compose({ ...usual, style, energy: 0.7 }, seed);
        const bar = barSeconds(score);
        for (const note of notesOf(score, 'lead')) {
          const beats = (note.start / bar) * score.beatsPerBar;
          // A waltz is strong on beat one only.
          const every = score.beatsPerBar === 3 ? 3 : 2;
          if (Math.abs(beats / every - Math.round(beats / every)) > 0.05 || note.duration < 0.2)
            continue;
          const tones = Chord.get(
            score.chords[Math.floor((note.start + 0.02) / bar)] ?? '',
          ).notes.map((name) => Pitch.chroma(name) ?? 0);
          strong++;
          if (
            !tones.includes(note.midi % 12) &&
            tones.some((tone) => [1, 11].includes((note.midi - tone + 144) % 12))
          )
            rubs++;
        }
      }
      expect(rubs / Math.max(1, strong), style).toBeLessThan(0.06);
    }
  });
});

test('lo-fi, synthwave and jazz are distinguishable by their notes alone', () => {
  for (let seed = 0; seed < 20; seed++) {
    for (const [style, other, tempoBpm] of [
      ['lo-fi', 'synthwave', 78],
      ['synthwave', 'lo-fi', 110],
      ['lo-fi', 'jazz-trio', 78],
      ['jazz-trio', 'lo-fi', 140],
      ['jazz-trio', 'synthwave', 140],
    ] as const) {
      const traits = measureTraits(
        theoryComposer.compose({ ...usual, style, energy: 0.6, tempoBpm }, seed),
      );
      expect(styleLikeness(style, traits)).toBeGreaterThan(styleLikeness(other, traits) + 0.15);
    }
  }
});

test('the time to compose grows with the length and no faster', () => {
  const compose = (durationSeconds: number) => () => {
    for (const style of STYLES) theoryComposer.compose({ ...usual, style, durationSeconds }, 1);
  };
  expect(slowdown(compose(120), compose(240))).toBeLessThan(3);
});
