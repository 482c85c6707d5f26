import { parseMidi } from 'midi-file';
import { Chord, Note as Pitch } from 'tonal';
import { describe, expect, test } from 'vitest';
import {
  type Composition,
  type Note,
  PART_NAMES,
  type PartName,
  type Score,
} from '@fermata/contracts/values';
import { STYLE_DEFINITIONS, type StyleDefinition } from '../styles/style-definitions.ts';
import { DRUMS, type StyleNotes } from '../styles/style-notes.ts';
import { readRow } from './song/read-row.ts';
import { composeInStyle } from './theory-composer.ts';
import { writeMidi } from './write-midi.ts';

const piece: Composition = {
  style: 'lo-fi',
  mood: 'warm',
  tempoBpm: 120,
  key: { tonic: 'C', mode: 'major' },
  durationSeconds: 40,
  energy: 0.8,
  parts: [...PART_NAMES],
};
/** The lo-fi style, played without human timing and with these changes. */
const loFi = (change: Partial<StyleNotes>): StyleDefinition => ({
  ...STYLE_DEFINITIONS['lo-fi'],
  looseness: 0,
  snareLate: 0,
  timing: {},
  arrangement: {},
  dynamics: 0,
  swing: { at: 0.5, unit: 16 },
  ...change,
});
const compose = (
  change: Partial<StyleNotes>,
  seed = 1,
  composition: Partial<Composition> = {},
): Score => composeInStyle(loFi(change), { ...piece, ...composition }, seed);
const notesOf = (score: Score, part: PartName): Note[] =>
  score.parts.find(({ name }) => name === part)?.notes ?? [];
const beatsOf = (score: Score, note: Note): number => (note.start * score.tempoBpm) / 60;
const ONE_FORM = [
  { name: 'one', sections: [{ name: 'tune', role: 'main' as const, bars: 16, energy: 1 }] },
];

test('a row is read in bars that its characters divide evenly; holds may cross the bar line', () => {
  expect(readRow('x---|--x.', 4)).toEqual([
    [{ beat: 0, beats: 6, held: true, mark: 'x', triplet: false }],
    [{ beat: 2, beats: 1, held: false, mark: 'x', triplet: false }],
  ]);
  expect(readRow('x..x..x..x..', 4)[0]?.map(({ beat, triplet }) => [beat, triplet])).toEqual([
    [0, true],
    [1, true],
    [2, true],
    [3, true],
  ]);
  expect(readRow('x.....x.....', 3)[0]?.map(({ beat, triplet }) => [beat, triplet])).toEqual([
    [0, false],
    [1.5, false],
  ]);
});

test('eighths or sixteenths swing as the style defines, and triplets stay as notated', () => {
  const grooves = [
    {
      name: 'ride',
      energy: [0, 1] as const,
      steps: { closedHat: 'x.x.x.x.x.x.x.x.', kick: 'x..x..x..x..' },
    },
  ];
  const score = compose({ swing: { at: 0.667, unit: 8 }, grooves, fills: [], forms: ONE_FORM });
  const offbeats = notesOf(score, 'drums')
    .filter(({ midi }) => midi === DRUMS.closedHat)
    .map((note) => beatsOf(score, note) % 1)
    .filter((at) => at > 0.1 && at < 0.9);
  expect(offbeats.length).toBeGreaterThan(20);
  for (const at of offbeats) expect(at).toBeCloseTo(0.667, 3);
});

test('a walking bass has a note on every beat, the root where the chord is new, and a step into the next root', () => {
  const score = compose(
    { bassLines: [{ kind: 'walk', energy: [0, 1], steps: 'x...x...x...x...' }], forms: ONE_FORM },
    3,
  );
  const bar = (score.beatsPerBar * 60) / score.tempoBpm;
  const bass = notesOf(score, 'bass');
  const body = score.chords.length - 1;
  const root = (n: number): number =>
    Pitch.chroma(Chord.get(score.chords[n] ?? '').tonic ?? '') ?? -1;
  let [roots, steps, leaps] = [0, 0, 0];
  for (let n = 0; n < body - 1; n++) {
    const own = bass.filter(({ start }) => start >= n * bar - 1e-3 && start < (n + 1) * bar - 1e-3);
    expect(own).toHaveLength(4);
    if ((own[0]?.midi ?? 0) % 12 === root(n)) roots++;
    const next = bass.find(({ start }) => start >= (n + 1) * bar - 1e-3);
    if (Math.abs((own[3]?.midi ?? 0) - (next?.midi ?? 0)) <= 2) steps++;
    leaps += own.slice(1).filter((note, i) => Math.abs(note.midi - (own[i]?.midi ?? 0)) > 7).length;
  }
  expect(roots).toBeGreaterThan(0.8 * (body - 1));
  expect(steps).toBeGreaterThan(0.7 * (body - 1));
  expect(leaps).toBeLessThan(body / 3);
});

test('a guitar is strummed upwards in pitch, and downwards on an up-stroke; picking has the root in the thumb', () => {
  const score = compose({
    comping: [{ kind: 'strum', energy: [0, 1], steps: 'd.......u.......' }],
    forms: ONE_FORM,
  });
  const stroke = (beat: number): number[] =>
    notesOf(score, 'chords')
      .filter((note) => Math.abs(beatsOf(score, note) - beat - 0.05) < 0.15)
      .map(({ midi }) => midi);
  expect(stroke(0)).toEqual([...stroke(0)].sort((a, b) => a - b));
  expect(stroke(2)).toEqual([...stroke(2)].sort((a, b) => b - a));
  expect(stroke(2).length).toBeLessThan(stroke(0).length);
  const picked = compose({
    comping: [{ kind: 'pick', energy: [0, 1], steps: 'B.0.b.1.B.2.b.1.' }],
    forms: ONE_FORM,
  });
  const thumb = notesOf(picked, 'chords')[0];
  expect((thumb?.midi ?? 0) % 12).toBe(Pitch.chroma(Chord.get(picked.chords[0] ?? '').tonic ?? ''));
});

test('thumb and fingers of a guitar pluck together; a montuno plays octaves', () => {
  const playing = (comping: StyleNotes['comping'][number]): Score =>
    compose({ comping: [comping], forms: ONE_FORM });
  const plucked = playing({ kind: 'pick', energy: [0, 1], steps: 'P...p...b.......' });
  const at = (beat: number): number[] =>
    notesOf(plucked, 'chords')
      .filter((note) => Math.abs(beatsOf(plucked, note) - beat) < 0.01)
      .map(({ midi }) => midi);
  expect([at(0).length, at(1).length, at(2).length]).toEqual([4, 3, 1]);
  expect(at(0).slice(1)).toEqual(at(1));
  const montuno = playing({ kind: 'octaves', energy: [0, 1], steps: '0...1...2.......' });
  const octaves = notesOf(montuno, 'chords').slice(0, 24);
  for (let i = 0; i < octaves.length; i += 2)
    expect((octaves[i + 1]?.midi ?? 0) - (octaves[i]?.midi ?? 0)).toBe(12);
});

test('a bass anticipates the root of the next bar', () => {
  const score = compose({
    bassLines: [{ energy: [0, 1], steps: 'R-----------N---' }],
    forms: ONE_FORM,
  });
  const early = notesOf(score, 'bass').filter(
    (note) => Math.abs((beatsOf(score, note) % 4) - 3) < 0.01,
  );
  expect(early.length).toBeGreaterThan(8);
  for (const note of early) {
    const next = score.chords[Math.round((beatsOf(score, note) + 1) / 4)] ?? '';
    expect(note.midi % 12).toBe(Pitch.chroma(Chord.get(next).tonic ?? ''));
  }
});

test('a build grows, is followed by silence, then by the drop', () => {
  const forms = [
    {
      name: 'drop',
      sections: [
        { name: 'lift', role: 'build' as const, bars: 4, energy: 0.6, to: 1 },
        { name: 'drop', role: 'main' as const, bars: 12, energy: 1 },
      ],
    },
  ];
  const builds = [
    {
      grow: [0.3, 1] as const,
      alone: true as const,
      steps: { snare: 'x...x...x...x...|x.x.x.x.x.x.x.x.|xxxxxxxxxxxxxxxx|xxxxxxxxxxxxxxxx' },
    },
  ];
  const score = compose({ forms, builds, drop: { gap: 1, crash: true }, fills: [] });
  const bar = (score.beatsPerBar * 60) / score.tempoBpm;
  const drop = (score.sections.find(({ role }) => role === 'main')?.startBar ?? 0) * bar;
  const roll = notesOf(score, 'drums').filter(({ start }) => start < drop - 1e-3);
  expect(new Set(roll.map(({ midi }) => midi))).toEqual(new Set([DRUMS.snare]));
  const half = (from: number, to: number): number => {
    const own = roll.filter(({ start }) => start >= from && start < to);
    return own.reduce((sum, { velocity }) => sum + velocity, 0) / Math.max(1, own.length);
  };
  expect(half(drop / 2, drop)).toBeGreaterThan(1.3 * half(0, drop / 2));
  const gap = score.parts
    .flatMap(({ name, notes }) => (name === 'fx' ? [] : notes))
    .filter(
      ({ start, duration }) => start < drop - 1e-3 && start + duration > drop - bar / 4 + 1e-3,
    );
  expect(gap).toEqual([]);
});

test('a waltz has three beats, in the notes and in the MIDI file', () => {
  const score = compose({
    metres: ['3/4'],
    grooves: [
      {
        name: 'waltz',
        metre: '3/4',
        energy: [0, 1],
        steps: { kick: 'x...........', closedHat: '....x...x...' },
      },
    ],
    fills: [],
    bassLines: [{ metre: '3/4', energy: [0, 1], steps: 'R-----------' }],
    comping: [{ metre: '3/4', kind: 'block', energy: [0, 1], steps: '....x---x---' }],
    pads: [{ energy: [0, 1] }],
    melody: {
      ...STYLE_DEFINITIONS['lo-fi'].melody,
      rhythmsIn: { '3/4': ['x...x...x...', 'x.......x...'] },
    },
  });
  expect(score.beatsPerBar).toBe(3);
  const kicks = notesOf(score, 'drums')
    .filter(({ midi }) => midi === DRUMS.kick)
    .map((note) => Math.round(beatsOf(score, note)));
  expect(kicks.every((beat) => beat % 3 === 0)).toBe(true);
  expect(notesOf(score, 'lead').length).toBeGreaterThan(8);
  const file = parseMidi(writeMidi(score, 'waltz'));
  expect(file.tracks[0]?.find((event) => event.type === 'timeSignature')).toMatchObject({
    numerator: 3,
    denominator: 4,
  });
});

test('a solo improvises, and an audio loop is played bar by bar', () => {
  const forms = [
    {
      name: 'head and solo',
      sections: [
        { name: 'head', role: 'main' as const, bars: 8, energy: 0.9 },
        { name: 'solo', role: 'contrast' as const, bars: 8, energy: 1, solo: true as const },
      ],
    },
  ];
  const melody = {
    ...STYLE_DEFINITIONS['lo-fi'].melody,
    chromatic: 0.3,
    solo: { rhythms: ['x.x.x.x.x.x.x.x.', 'x.x.x...x.x.x...'], rest: 0 },
  };
  const sha256 = 'a'.repeat(64);
  const score = compose({ forms, melody }, 2, { audioLoop: { sha256, bars: 2 } });
  const bar = (score.beatsPerBar * 60) / score.tempoBpm;
  const solo = score.sections.find(({ name }) => name === 'solo');
  const from = (solo?.startBar ?? 0) * bar;
  const to = from + (solo?.bars ?? 0) * bar;
  const played = notesOf(score, 'lead').filter(({ start }) => start >= from && start < to);
  expect(played.length).toBeGreaterThan(4 * (solo?.bars ?? 0));
  expect(new Set(played.map(({ midi }) => midi)).size).toBeGreaterThan(6);
  const slices = notesOf(score, 'loop');
  expect(slices.slice(0, 4).map(({ midi }) => midi)).toEqual([0, 1, 0, 1]);
  expect(slices[1]?.start).toBeCloseTo(bar, 5);
});

describe('a bass line with slides and accents', () => {
  const lineOf = (change: Partial<StyleNotes['bassLines'][number]>): Note[] =>
    notesOf(
      compose({
        bassLines: [{ energy: [0, 1], steps: 'R---8---R.......', ...change }],
        forms: ONE_FORM,
        fills: [],
      }),
      'bass',
    ).slice(0, 3);

  test('slides into the marked notes: the note before lasts until then', () => {
    const [first, second, third] = lineOf({ slides: '....x...........' });
    expect([first?.slide, second?.slide, third?.slide]).toEqual([undefined, true, undefined]);
    expect(second?.start).toBeCloseTo((first?.start ?? 0) + (first?.duration ?? 0), 2);
  });

  test('plays the accented notes louder', () => {
    const [first, second, third] = lineOf({ accents: '....x...........' });
    expect(second?.velocity).toBeGreaterThan(1.2 * (first?.velocity ?? 0));
    expect(second?.velocity).toBeGreaterThan(1.2 * (third?.velocity ?? 0));
  });
});

test('a dead note of a bass line is short and soft, on the root', () => {
  const line = notesOf(
    compose({
      bassLines: [{ energy: [0, 1], steps: 'R---g---R.......' }],
      forms: ONE_FORM,
      fills: [],
    }),
    'bass',
  );
  const [first, dead] = line;
  expect(dead?.midi).toBe(first?.midi);
  expect(dead?.duration).toBeLessThan(0.05);
  expect(dead?.velocity).toBeLessThan(0.8 * (first?.velocity ?? 0));
});

test('a sequence is drawn by the seed, begins on the root and repeats; every fourth bar differs', () => {
  const lineOf = (seed: number): { bars: string[]; slides: number; roots: boolean } => {
    const score = compose(
      {
        bassLines: [{ kind: 'sequence', energy: [0, 1], steps: 'xxxxxxxxxxxxxxxx' }],
        loops: { ...STYLE_DEFINITIONS['lo-fi'].loops, major: [['I']] },
        forms: ONE_FORM,
      },
      seed,
      { durationSeconds: 36 },
    );
    const bar = (score.beatsPerBar * 60) / score.tempoBpm;
    const bass = notesOf(score, 'bass');
    const bars = Array.from({ length: 8 }, (_, n) =>
      bass
        .filter(({ start }) => start >= n * bar - 1e-3 && start < (n + 1) * bar - 1e-3)
        .map(({ midi }) => midi)
        .join(' '),
    );
    return {
      bars,
      slides: bass.filter(({ slide }) => slide).length,
      roots: bars.every((notes) => Number.parseInt(notes, 10) % 12 === 0),
    };
  };
  const { bars, slides, roots } = lineOf(1);
  expect(new Set([0, 1, 2, 4, 5, 6].map((n) => bars[n])).size).toBe(1);
  expect(roots).toBe(true);
  expect(slides).toBeGreaterThan(4);
  expect(lineOf(2).bars[0]).not.toBe(bars[0]);
});

test('a roll is two or three even strikes within its step', () => {
  const score = compose({
    grooves: [{ name: 'roll', energy: [0, 1], steps: { closedHat: 'r...t...' } }],
    fills: [],
    forms: ONE_FORM,
  });
  const strikes = notesOf(score, 'drums')
    .filter(({ midi }) => midi === DRUMS.closedHat)
    .slice(0, 5)
    .map((note) => beatsOf(score, note));
  [0, 0.25, 2, 2 + 1 / 6, 2 + 1 / 3].forEach((beat, i) => expect(strikes[i]).toBeCloseTo(beat, 4));
});

test('a chord in frames is one voice that jumps through its notes, each sliding into the next', () => {
  const score = compose({
    comping: [{ kind: 'frames', energy: [0, 1], steps: 'x-------x-------' }],
    voicing: { low: 57, high: 74, voices: 3 },
    forms: ONE_FORM,
  });
  const chords = notesOf(score, 'chords');
  const half = (60 / score.tempoBpm) * 2;
  const first = chords.filter(({ start }) => start < half - 1e-6);
  expect(first.length).toBeGreaterThan(20);
  expect(first.map(({ slide }) => slide === true)).toEqual(first.map((_, i) => i > 0));
  expect(new Set(first.map(({ midi }) => midi)).size).toBe(3);
  first.slice(3).forEach(({ midi }, i) => expect(midi).toBe(first[i]?.midi));
  expect(chords.find(({ start }) => start >= half - 1e-6)?.slide).toBeUndefined();
});

test('notes of an arpeggio with the pedal sound on to the end of the bar', () => {
  const score = compose({
    comping: [{ kind: 'arp', energy: [0, 1], pedal: true, steps: '0...1...2.......' }],
    forms: ONE_FORM,
  });
  const bar = (score.beatsPerBar * 60) / score.tempoBpm;
  const ends = notesOf(score, 'chords')
    .slice(0, 3)
    .map(({ start, duration }) => start + duration);
  for (const end of ends) expect(end).toBeCloseTo(bar, 1);
});

test('an echo plays the lead again, later and softer', () => {
  const counter = {
    ...STYLE_DEFINITIONS['lo-fi'].counter,
    habits: [{ kind: 'echo' as const, energy: [0, 1] as const, later: 1 }],
    range: [48, 96] as const,
  };
  const score = composeInStyle(
    {
      ...loFi({ counter, forms: ONE_FORM }),
      loops: { ...STYLE_DEFINITIONS['lo-fi'].loops, major: [['I']] },
      parts: {
        ...STYLE_DEFINITIONS['lo-fi'].parts,
        counter: STYLE_DEFINITIONS.cinematic.parts.counter ?? expect.fail(),
      },
    },
    piece,
    1,
  );
  const beat = 60 / score.tempoBpm;
  const lead = notesOf(score, 'lead');
  const echoes = notesOf(score, 'counter').filter(({ start }) => start < 20);
  const heard = echoes.filter((echo) =>
    lead.some((note) => note.midi === echo.midi && Math.abs(note.start + beat - echo.start) < 0.02),
  );
  expect(echoes.length).toBeGreaterThan(10);
  expect(heard.length).toBeGreaterThan(0.8 * echoes.length);
  const mean = (notes: readonly Note[]): number =>
    notes.reduce((sum, { velocity }) => sum + velocity, 0) / notes.length;
  expect(mean(echoes)).toBeLessThan(0.9 * mean(lead));
});

test('over a dominant of minor the melody has the leading tone, in styles that know it', () => {
  const sevenths = (leadingTones: boolean): { flat: number; raised: number } => {
    const score = compose(
      {
        loops: { ...STYLE_DEFINITIONS['lo-fi'].loops, minor: [['V']] },
        melody: {
          ...STYLE_DEFINITIONS['lo-fi'].melody,
          pentatonic: false,
          ornament: 0,
          ...(leadingTones ? { leadingTones: true as const } : {}),
        },
        forms: ONE_FORM,
      },
      3,
      { key: { tonic: 'A', mode: 'minor' }, durationSeconds: 120 },
    );
    const bar = (score.beatsPerBar * 60) / score.tempoBpm;
    const over = notesOf(score, 'lead').filter(({ start }) =>
      score.chords[Math.floor(start / bar + 1e-3)]?.startsWith('E'),
    );
    return {
      flat: over.filter(({ midi }) => midi % 12 === 7).length,
      raised: over.filter(({ midi }) => midi % 12 === 8).length,
    };
  };
  expect(sevenths(false).flat).toBeGreaterThan(0);
  expect(sevenths(true)).toMatchObject({ flat: 0 });
  expect(sevenths(true).raised).toBeGreaterThan(sevenths(false).raised);
});
