import { describe, expect, it, test } from 'vitest';
import type { Edit, PartName, Score } from '@fermata/contracts/values';
import { writePartMidi } from '../compose/write-midi.ts';
import { stemInputsOf } from '../engine/stem-inputs.ts';
import { applyEdit } from './apply-edit.ts';
import { editIssue } from './edit-issue.ts';
import { editRecipe } from './edit-recipe.ts';
import { possibleEdits } from './possible-edits.ts';
import { pieceOf } from './score/piece-of.ts';
import { playersOf } from './score/players-of.ts';
import { partOf, recipeOf, scoreOf } from './testing/composed.ts';

const recipe = recipeOf();
const before = scoreOf(recipe);
const namesOf = (score: Score): string[] => score.parts.map(({ name }) => name);
const midiOf = (score: Score, name: PartName): string =>
  Buffer.from(writePartMidi(score, name)).toString('hex');
/** The parts whose stems are rendered again. */
const renderedAgain = (...edits: Edit[]): string[] => {
  const edited = editRecipe(recipe, edits);
  const after = scoreOf(edited);
  return namesOf(after).filter(
    (name) =>
      JSON.stringify(stemInputsOf(edited, after, name as PartName)) !==
      JSON.stringify(stemInputsOf(recipe, before, name as PartName)),
  );
};

it('has the parts that these tests name', () => {
  expect(namesOf(before)).toEqual(expect.arrayContaining(['drums', 'bass', 'chords', 'lead']));
});

describe('tempo', () => {
  it('scales the time of everything and nothing else', () => {
    const after = scoreOf(recipe, { op: 'tempo', bpm: 100 });
    expect(after.durationSeconds).toBeCloseTo(40 * 0.8, 5);
    expect(after.tempoBpm / before.tempoBpm).toBeCloseTo(1.25, 9);
    before.parts.forEach((part, at) => {
      const notes = after.parts[at]?.notes ?? [];
      expect(notes.map(({ midi, velocity }) => [midi, velocity])).toEqual(
        part.notes.map(({ midi, velocity }) => [midi, velocity]),
      );
      notes.forEach((note, n) =>
        expect(note.start).toBeCloseTo((part.notes[n]?.start ?? 0) * 0.8, 5),
      );
    });
    expect(after.sections).toEqual(before.sections);
  });

  it('is refused if the piece gets too short or too long', () => {
    expect(editIssue(recipeOf({ durationSeconds: 400 }), { op: 'tempo', bpm: 40 })).toMatch(
      /^at 40 beats a minute it lasts 800 s/,
    );
  });
});

describe('pitch', () => {
  it('transposition moves the parts with pitches, and only them', () => {
    const after = scoreOf(recipe, { op: 'transpose', semitones: 2 });
    for (const name of ['bass', 'chords', 'lead'] as const)
      expect(partOf(after, name).notes.map(({ midi }) => midi)).toEqual(
        partOf(before, name).notes.map(({ midi }) => midi + 2),
      );
    expect(partOf(after, 'drums')).toEqual(partOf(before, 'drums'));
    expect(after.chords).toHaveLength(before.chords.length);
  });

  it('a key of another mode keeps the degrees of the scale', () => {
    const inMajor = recipeOf({ key: { tonic: 'C', mode: 'major' } });
    const [major, minor] = [
      scoreOf(inMajor),
      scoreOf(inMajor, { op: 'key', key: { tonic: 'A', mode: 'minor' } }),
    ];
    expect(minor.key).toEqual({ tonic: 'A', mode: 'minor' });
    const degrees = new Map([
      [0, 9],
      [2, 11],
      [4, 0],
      [5, 2],
      [7, 4],
      [9, 5],
      [11, 7],
    ]);
    partOf(major, 'bass').notes.forEach((note, at) => {
      const moved = partOf(minor, 'bass').notes[at]?.midi ?? 0;
      if (degrees.has(note.midi % 12)) expect(moved % 12).toBe(degrees.get(note.midi % 12));
      expect(Math.abs(moved - note.midi)).toBeLessThanOrEqual(7);
    });
    expect(partOf(minor, 'drums')).toEqual(partOf(major, 'drums'));
    expect(pieceOf(editRecipe(inMajor, [{ op: 'transpose', semitones: -3 }])).key.tonic).toBe('A');
  });
});

describe('length', () => {
  it.each([20, 33.3, 37, 40.5, 61, 120])(
    '%s s is exact, of whole bars at nearly the same tempo',
    (seconds) => {
      const after = scoreOf(recipe, { op: 'duration', seconds });
      expect(after.durationSeconds).toBe(seconds);
      expect(Math.abs(after.tempoBpm / before.tempoBpm - 1)).toBeLessThan(0.08);
      const bars = after.sections.reduce((sum, section) => sum + section.bars, 0);
      expect(after.chords).toHaveLength(bars);
      expect(after.sections.map(({ startBar }) => startBar)).toEqual(
        after.sections.map((_, at) =>
          after.sections.slice(0, at).reduce((sum, section) => sum + section.bars, 0),
        ),
      );
      for (const { notes } of after.parts)
        for (const { start, duration } of notes) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(duration).toBeGreaterThan(0);
          expect(start + duration).toBeLessThanOrEqual(seconds + 0.01);
        }
      expect(namesOf(after)).toEqual(namesOf(before));
    },
  );

  it('a loop stays a loop of whole bars', () => {
    const loop = recipeOf({ ending: 'loop' });
    const after = scoreOf(loop, { op: 'duration', seconds: 20 });
    expect(after.durationSeconds).toBe(20);
    const bars = after.sections.reduce((sum, section) => sum + section.bars, 0);
    expect((bars * after.beatsPerBar * 60) / after.tempoBpm).toBeCloseTo(20, 4);
  });
});

describe('parts', () => {
  it('a removed part leaves, and the others stay byte for byte', () => {
    const after = scoreOf(recipe, { op: 'remove', part: 'drums' });
    expect(namesOf(after)).toEqual(namesOf(before).filter((name) => name !== 'drums'));
    for (const name of ['bass', 'chords', 'lead'] as const)
      expect(midiOf(after, name)).toBe(midiOf(before, name));
    expect(renderedAgain({ op: 'remove', part: 'drums' })).toEqual([]);
  });

  it('an added part joins, and the others stay byte for byte', () => {
    const without = recipeOf({ withoutParts: ['lead'] });
    const after = scoreOf(without, { op: 'add', part: 'lead' });
    expect(partOf(after, 'lead').notes.length).toBeGreaterThan(0);
    for (const name of ['drums', 'bass', 'chords'] as const)
      expect(midiOf(after, name)).toBe(midiOf(scoreOf(without), name));
    const back = scoreOf(recipe, { op: 'remove', part: 'drums' }, { op: 'add', part: 'drums' });
    expect(back).toEqual(before);
  });

  it('a level changes one stem', () => {
    expect(renderedAgain({ op: 'level', part: 'drums', db: -3 })).toEqual(['drums']);
    const after = scoreOf(
      recipe,
      { op: 'level', part: 'drums', db: -3 },
      { op: 'level', part: 'drums', db: 1 },
    );
    expect(partOf(after, 'drums').levelDb).toBe(-2);
  });

  it('an instrument of the style plays one part', () => {
    const options = playersOf(recipe.composition, 'lead').map(({ instrument }) => instrument);
    const other = options.find((name) => name !== partOf(before, 'lead').instrument);
    if (other === undefined) return;
    const edit: Edit = { op: 'instrument', part: 'lead', instrument: other };
    expect(partOf(scoreOf(recipe, edit), 'lead')).toMatchObject({
      instrument: other,
      notes: partOf(before, 'lead').notes,
    });
    expect(renderedAgain(edit)).toEqual(['lead']);
  });

  it('a silence takes the notes of its time, which come back with their presence', () => {
    const silence: Edit = {
      op: 'presence',
      part: 'bass',
      fromSecond: 0,
      toSecond: 20,
      present: false,
    };
    const after = scoreOf(recipe, silence);
    expect(partOf(after, 'bass').notes.every(({ start }) => start > 19.9)).toBe(true);
    expect(partOf(after, 'bass').notes.length).toBeGreaterThan(0);
    expect(renderedAgain(silence)).toEqual(['bass']);
    const back = scoreOf(recipe, silence, {
      op: 'presence',
      part: 'bass',
      fromSecond: 10,
      present: true,
    });
    expect(partOf(back, 'bass').notes.filter(({ start }) => start > 20)).toEqual(
      partOf(before, 'bass').notes.filter(({ start }) => start > 20),
    );
    expect(partOf(back, 'bass').notes.some(({ start }) => start > 10 && start < 20)).toBe(true);
  });

  it('a part plays where the style’s arrangement leaves it out', () => {
    for (const part of ['drums', 'lead', 'pad'] as const) {
      if (!namesOf(before).includes(part)) continue;
      const after = scoreOf(recipe, { op: 'presence', part, fromSecond: 0, present: true });
      const bar = (after.beatsPerBar * 60) / after.tempoBpm;
      const first = partOf(after, part).notes[0];
      expect([part, (first?.start ?? 99) < 4 * bar]).toEqual([part, true]);
      for (const other of namesOf(before).filter((name) => name !== part))
        expect(midiOf(after, other as PartName)).toBe(midiOf(before, other as PartName));
    }
  });
});

describe('what is composed anew', () => {
  it('a remake concerns its part or its section', () => {
    expect(renderedAgain({ op: 'remake', part: 'bass' })).toEqual(['bass']);
    const whole = scoreOf(recipe, { op: 'remake' });
    expect(whole.parts.map(({ notes }) => notes)).not.toEqual(
      before.parts.map(({ notes }) => notes),
    );
  });

  it.each<[Edit, object]>([
    [{ op: 'mood', mood: 'dark' }, { mood: 'dark' }],
    [{ op: 'metre', metre: '3/4' }, { metre: '3/4' }],
    [{ op: 'ending', ending: 'loop' }, { ending: 'loop' }],
    [{ op: 'hit', second: 12, event: 'drop' }, { hits: [{ second: 12, event: 'drop' }] }],
  ])('%j is part of the composition', (edit, composition) => {
    if (editIssue(recipe, edit) !== null) return;
    const after = editRecipe(recipe, [edit]);
    expect(after.composition).toMatchObject(composition);
    expect([after.seed, after.edits]).toEqual([recipe.seed, [edit]]);
    expect(scoreOf(after).durationSeconds).toBeCloseTo(40, 5);
  });

  it('a curve and a hit are at the seconds of the version that is edited', () => {
    const edits: Edit[] = [
      { op: 'tempo', bpm: 160 },
      { op: 'duration', seconds: 30 },
      { op: 'hit', second: 10, event: 'drop' },
    ];
    const after = editRecipe(recipe, edits);
    // 10 of 40 s: a quarter of the new form, too, whose 60 s are played in 30.
    expect(after.composition).toMatchObject({
      durationSeconds: 60,
      hits: [{ second: 15, event: 'drop' }],
    });
    expect(scoreOf(after).durationSeconds).toBeCloseTo(30, 5);
    const next = edits.reduce((version, edit) => editRecipe(version, [edit]), recipe);
    expect(next.composition.hits).toEqual([{ second: 20, event: 'drop' }]);
  });

  it('a hit beyond the end of the version is at a second of the longer next version', () => {
    const edits: Edit[] = [
      { op: 'hit', second: 50, event: 'drop' },
      { op: 'duration', seconds: 60 },
    ];
    expect(editRecipe(recipe, edits).composition.hits).toEqual([{ second: 50, event: 'drop' }]);
  });
});

it('the master takes its loudness, and the fade its seconds, without another score', () => {
  const after = editRecipe(recipe, [
    { op: 'master', targetLufs: -20 },
    { op: 'fade', seconds: 5 },
  ]);
  expect(after.master).toEqual({ ...recipe.master, targetLufs: -20 });
  expect(pieceOf(after).fadeSeconds).toBe(5);
  expect(scoreOf(after)).toEqual(before);
});

test.each<[Edit, string]>([
  [{ op: 'remove', part: 'loop' }, 'it has no loop'],
  [{ op: 'add', part: 'drums' }, 'it has a drums part already'],
  [{ op: 'level', part: 'loop', db: 3 }, 'it has no loop'],
  [{ op: 'presence', part: 'bass', fromSecond: 50, present: false }, 'it ends before, at 40 s'],
  [
    { op: 'presence', part: 'bass', fromSecond: 9, toSecond: 9, present: false },
    'it must end after',
  ],
  [{ op: 'hit', second: 40, event: 'drop' }, 'it ends before, at 40 s'],
  [{ op: 'metre', metre: '7/8' }, 'lo-fi does not play 7/8'],
  [{ op: 'instrument', part: 'lead', instrument: 'kazoo' }, 'for the lead, not kazoo'],
  [{ op: 'fade', seconds: 50 }, 'it lasts only 40 s'],
])('%j is impossible, with the reason', (edit, reason) => {
  expect(editIssue(recipe, edit)).toContain(reason);
  expect(() => editRecipe(recipe, [edit])).toThrow(reason);
});

test('the last part, and a section that it lacks, cannot be edited away', () => {
  const alone = editRecipe(
    recipe,
    namesOf(before)
      .slice(1)
      .map((part): Edit => ({ op: 'remove', part: part as PartName })),
  );
  expect(editIssue(alone, { op: 'remove', part: before.parts[0]?.name ?? 'drums' })).toContain(
    'one part must remain',
  );
  expect(editIssue(recipe, { op: 'remake', section: 99 }, 5)).toBe(
    'it has no section 99; its sections are 0 to 4',
  );
});

describe('after a change of length', () => {
  const shorter: Edit = { op: 'duration', seconds: 30 };
  const hit: Edit = { op: 'hit', second: 9, event: 'drop' };
  const silent: Edit = { op: 'presence', part: 'bass', fromSecond: 3, present: false };

  it('a part joins the whole piece only', () => {
    const after = editRecipe(recipe, [shorter]);
    expect(editIssue(after, { ...silent, present: true })).toContain('a part can join the whole');
    expect(editIssue(after, { ...silent, fromSecond: 0, present: true })).toBeNull();
  });

  it('no new form moves earlier wishes for a time', () => {
    const edited = (...edits: Edit[]) =>
      edits.reduce((version, edit) => editRecipe(version, [edit]), recipe);
    const reason = 'earlier wishes for a time would move';
    expect(editIssue(edited(silent, shorter), hit)).toContain(reason);
    expect(
      editIssue(edited(hit, shorter), { op: 'energy', curve: [{ second: 0, energy: 1 }] }),
    ).toContain(reason);
    expect(editIssue(edited(shorter, silent), hit)).toBeNull();
  });
});

it('of several wished times of a part in one section, all count, in any order', () => {
  const bar = (before.beatsPerBar * 60) / before.tempoBpm;
  for (const part of ['drums', 'lead', 'counter', 'pad'] as const) {
    const wish = (at: number): Edit => ({
      ...{ op: 'presence', part, fromSecond: at * bar, toSecond: (at + 1) * bar, present: true },
    });
    const [first, last] = [wish(0), wish(1)];
    const { notes } = partOf(scoreOf(recipe, first, last), part);
    expect(partOf(scoreOf(recipe, last, first), part).notes).toEqual(notes);
  }
});

it.each(['cinematic', 'house'])(
  'between two wished times of a section a part of %s is silent, if the style leaves it out there',
  (style) => {
    const own = recipeOf({ text: style, durationSeconds: 90 });
    const { sections, beatsPerBar, tempoBpm, parts } = scoreOf(own);
    const bar = (beatsPerBar * 60) / tempoBpm;
    const option = sections
      .filter(({ role, bars }) => role !== 'ending' && bars >= 4)
      .flatMap((section) =>
        parts
          .filter(({ name, notes }) => {
            const [from, to] = [section.startBar, section.startBar + section.bars];
            const isSilent = notes.every(
              ({ start }) => start < (from - 0.1) * bar || start >= to * bar,
            );
            return isSilent && ['drums', 'pad', 'chords', 'bass'].includes(name);
          })
          .map(({ name }) => ({ name, from: section.startBar * bar })),
      )[0];
    if (!option) throw new Error('no such section');
    const wish = (at: number): Edit => ({
      ...{ op: 'presence', part: option.name, present: true },
      fromSecond: option.from + at * bar,
      toSecond: option.from + (at + 1) * bar,
    });
    const starts = partOf(scoreOf(own, wish(0), wish(3)), option.name).notes.map(
      ({ start }) => (start - option.from) / bar,
    );
    expect(starts.filter((at) => at > -0.1 && at < 1).length).toBeGreaterThan(0);
    expect(starts.filter((at) => at > 1.05 && at < 2.95)).toEqual([]);
    expect(starts.filter((at) => at > 2.95 && at < 4).length).toBeGreaterThan(0);
  },
);

test.each<[string, Record<string, unknown>, Edit[], Edit, string]>([
  [
    'a length that cannot be composed anew',
    { durationSeconds: 600, tempoBpm: 160 },
    [
      { op: 'tempo', bpm: 180 },
      { op: 'duration', seconds: 600 },
    ],
    { op: 'hit', second: 10, event: 'drop' },
    'with its length and tempo it cannot be composed anew',
  ],
  [
    'points of a curve at one time',
    {},
    [],
    {
      op: 'energy',
      curve: [
        { second: 1, energy: 0 },
        { second: 1.0001, energy: 1 },
      ],
    },
    'two points of the curve are at the same time',
  ],
  [
    'too many times of parts',
    {},
    Array.from({ length: 64 }, (_, at): Edit => ({
      op: 'presence',
      part: 'bass',
      fromSecond: at / 4,
      present: true,
    })),
    { op: 'presence', part: 'bass', fromSecond: 20, present: true },
    'as many times for its parts as a recipe can have',
  ],
  [
    'too many edits',
    {},
    Array.from({ length: 1000 }, (): Edit => ({ op: 'level', part: 'bass', db: 1 })),
    { op: 'level', part: 'bass', db: 1 },
    'as many edits as a recipe can have',
  ],
])('%s: impossible, with the reason', (_, brief, edits, edit, reason) => {
  const before = edits.reduce(applyEdit, recipeOf(brief));
  const { possible, impossible } = possibleEdits(before, [edit]);
  expect(possible).toEqual([]);
  expect(impossible).toMatchObject([{ edit, reason: expect.stringContaining(reason) as string }]);
});
