import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Edit } from '@fermata/contracts/values';
import { recipeOf, scoreOf } from '../../edits/testing/composed.ts';
import { understandNote } from './understand-note.ts';

const recipe = recipeOf({ text: 'happy lo-fi', key: { tonic: 'G', mode: 'major' } });
const score = scoreOf(recipe);
const about = { recipe, score };
const editsOf = (note: string): Edit[] => understandNote(note, about).edits;

describe('a note names edits', () => {
  test.each<[string, Edit[]]>([
    ['slower', [{ op: 'tempo', bpm: 70 }]],
    ['much slower please', [{ op: 'tempo', bpm: 63 }]],
    ['a bit slower', [{ op: 'tempo', bpm: 75 }]],
    ['too fast', [{ op: 'tempo', bpm: 70 }]],
    ['10 bpm faster', [{ op: 'tempo', bpm: 90 }]],
    ['faster by 5 bpm', [{ op: 'tempo', bpm: 85 }]],
    ['faster, 100 bpm', [{ op: 'tempo', bpm: 100 }]],
    ['slow it down to 72 bpm', [{ op: 'tempo', bpm: 72 }]],
    ['20 % slower', [{ op: 'tempo', bpm: 64 }]],
    ['etwas schneller', [{ op: 'tempo', bpm: 85 }]],
    ['plus lent', [{ op: 'tempo', bpm: 70 }]],
    ['más rápido', [{ op: 'tempo', bpm: 90 }]],
    ['più lento', [{ op: 'tempo', bpm: 70 }]],
    ['помедленнее', [{ op: 'tempo', bpm: 70 }]],
    ['up a whole step', [{ op: 'transpose', semitones: 2 }]],
    ['an octave lower', [{ op: 'transpose', semitones: -12 }]],
    ['down 3 semitones', [{ op: 'transpose', semitones: -3 }]],
    ['einen Halbton tiefer', [{ op: 'transpose', semitones: -1 }]],
    ['change key to A minor', [{ op: 'key', key: { tonic: 'A', mode: 'minor' } }]],
    ['in minor', [{ op: 'key', key: { tonic: 'G', mode: 'minor' } }]],
    ['make it 20 seconds', [{ op: 'duration', seconds: 20 }]],
    ['shorter by 5 s', [{ op: 'duration', seconds: 35 }]],
    ['10 seconds longer', [{ op: 'duration', seconds: 50 }]],
    ['twice as long', [{ op: 'duration', seconds: 80 }]],
    ['remove the pad', [{ op: 'remove', part: 'pad' }]],
    [
      'faster please, and no drums',
      [
        { op: 'tempo', bpm: 90 },
        { op: 'remove', part: 'drums' },
      ],
    ],
    [
      'no drums and no bass',
      [
        { op: 'remove', part: 'drums' },
        { op: 'remove', part: 'bass' },
      ],
    ],
    [
      'no drums, bass or lead',
      [
        { op: 'remove', part: 'drums' },
        { op: 'remove', part: 'bass' },
        { op: 'remove', part: 'lead' },
      ],
    ],
    [
      'langsamer, ohne Schlagzeug',
      [
        { op: 'tempo', bpm: 70 },
        { op: 'remove', part: 'drums' },
      ],
    ],
    ['sans batterie', [{ op: 'remove', part: 'drums' }]],
    ['less drums', [{ op: 'level', part: 'drums', db: -3 }]],
    ['softer drums', [{ op: 'level', part: 'drums', db: -3 }]],
    ['the drums are too loud', [{ op: 'level', part: 'drums', db: -3 }]],
    [
      'drums and bass louder',
      [
        { op: 'level', part: 'drums', db: 3 },
        { op: 'level', part: 'bass', db: 3 },
      ],
    ],
    [
      'louder drums and a quieter lead',
      [
        { op: 'level', part: 'drums', db: 3 },
        { op: 'level', part: 'lead', db: -3 },
      ],
    ],
    ['bass 2 dB louder', [{ op: 'level', part: 'bass', db: 2 }]],
    ['Bass lauter', [{ op: 'level', part: 'bass', db: 3 }]],
    [
      'no lead in the first half',
      [{ op: 'presence', part: 'lead', fromSecond: 0, toSecond: 20, present: false }],
    ],
    [
      'the drums should be back after 10 seconds',
      [{ op: 'presence', part: 'drums', fromSecond: 10, present: true }],
    ],
    [
      'no drums in the first 10 seconds',
      [{ op: 'presence', part: 'drums', fromSecond: 0, toSecond: 10, present: false }],
    ],
    ['another bass', [{ op: 'remake', part: 'bass' }]],
    ['Make the bass again, please.', [{ op: 'remake', part: 'bass' }]],
    ['redo the drums', [{ op: 'remake', part: 'drums' }]],
    ['the melody is boring', [{ op: 'remake', part: 'lead' }]],
    ['einen anderen Bass', [{ op: 'remake', part: 'bass' }]],
    ['another take', [{ op: 'remake' }]],
    ['don’t change the bass, but make it faster', [{ op: 'tempo', bpm: 90 }]],
    ["don't change the bass, but make it faster", [{ op: 'tempo', bpm: 90 }]],
    ['darker', [{ op: 'mood', mood: 'dark' }]],
    ['-18 LUFS please', [{ op: 'master', targetLufs: -18 }]],
    ['fade out at the end', [{ op: 'fade', seconds: 6 }]],
    ['make it loop', [{ op: 'ending', ending: 'loop' }]],
    ['drums -2 dB', [{ op: 'level', part: 'drums', db: -2 }]],
    ['double the tempo', [{ op: 'tempo', bpm: 160 }]],
    ['half the length', [{ op: 'duration', seconds: 20 }]],
    ['keep the drums, change the bass', [{ op: 'remake', part: 'bass' }]],
    ['take out the drums', [{ op: 'remove', part: 'drums' }]],
    ['quita la batería', [{ op: 'remove', part: 'drums' }]],
    [
      '慢一点，不要鼓',
      [
        { op: 'tempo', bpm: 70 },
        { op: 'remove', part: 'drums' },
      ],
    ],
    ['drums louder, but not the bass', [{ op: 'level', part: 'drums', db: 3 }]],
    ['drums louder but not the bass', [{ op: 'level', part: 'drums', db: 3 }]],
    ['Schlagzeug lauter, aber nicht den Bass', [{ op: 'level', part: 'drums', db: 3 }]],
    ['más lento, pero no la batería', [{ op: 'tempo', bpm: 70 }]],
    [
      'slower, but no drums',
      [
        { op: 'tempo', bpm: 70 },
        { op: 'remove', part: 'drums' },
      ],
    ],
    ['No drums. Bass.', [{ op: 'remove', part: 'drums' }]],
    [
      'No drums. Bass louder.',
      [
        { op: 'remove', part: 'drums' },
        { op: 'level', part: 'bass', db: 3 },
      ],
    ],
    ['fade out from 0:25', [{ op: 'fade', seconds: 15 }]],
    ['fade out over the last 10 seconds', [{ op: 'fade', seconds: 10 }]],
    ['a drop at 0:20', [{ op: 'hit', second: 20, event: 'drop' }]],
    ['bring out the bass', [{ op: 'level', part: 'bass', db: 3 }]],
    ['haal de bas weg', [{ op: 'remove', part: 'bass' }]],
    ['fais ressortir la basse', [{ op: 'level', part: 'bass', db: 3 }]],
    ['bring the bass out', [{ op: 'level', part: 'bass', db: 3 }]],
    ['make the lead stand out more', [{ op: 'level', part: 'lead', db: 3 }]],
    ['more bass in the drop', [{ op: 'level', part: 'bass', db: 3 }]],
    ['cut the drums by 3 dB', [{ op: 'level', part: 'drums', db: -3 }]],
    ['drop the tempo', [{ op: 'tempo', bpm: 70 }]],
    ['take the drums out', [{ op: 'remove', part: 'drums' }]],
    [
      'take the bass and drums out',
      [
        { op: 'remove', part: 'bass' },
        { op: 'remove', part: 'drums' },
      ],
    ],
    [
      'make the drums and bass louder',
      [
        { op: 'level', part: 'drums', db: 3 },
        { op: 'level', part: 'bass', db: 3 },
      ],
    ],
    [
      'drums out and bass louder',
      [
        { op: 'remove', part: 'drums' },
        { op: 'level', part: 'bass', db: 3 },
      ],
    ],
    ['drums out', [{ op: 'remove', part: 'drums' }]],
    ['leave the pad out', [{ op: 'remove', part: 'pad' }]],
    ['throw out the pad', [{ op: 'remove', part: 'pad' }]],
    ['out with the pad', [{ op: 'remove', part: 'pad' }]],
    ['nimm das Schlagzeug raus', [{ op: 'remove', part: 'drums' }]],
    ['I want the bass gone', [{ op: 'remove', part: 'bass' }]],
    ['I’d love it slower', [{ op: 'tempo', bpm: 70 }]],
    ['I’d love louder drums', [{ op: 'level', part: 'drums', db: 3 }]],
    ['I’d love the drums louder', [{ op: 'level', part: 'drums', db: 3 }]],
    ['keep it at 90 bpm', [{ op: 'tempo', bpm: 90 }]],
    ['keep it under 30 seconds', [{ op: 'duration', seconds: 30 }]],
    ['a new tempo of 120 bpm', [{ op: 'tempo', bpm: 120 }]],
    ['something different', [{ op: 'remake' }]],
    ['this is boring', [{ op: 'remake' }]],
    ['not faster than 70 bpm', [{ op: 'tempo', bpm: 70 }]],
    ['not slower than 90 bpm', [{ op: 'tempo', bpm: 90 }]],
    ['keep it under 70 bpm', [{ op: 'tempo', bpm: 70 }]],
    ['nicht schneller als 70 bpm', [{ op: 'tempo', bpm: 70 }]],
    ['not longer than 30 seconds', [{ op: 'duration', seconds: 30 }]],
    ['at least 60 seconds', [{ op: 'duration', seconds: 60 }]],
    ['slower, but not darker', [{ op: 'tempo', bpm: 70 }]],
    ['not so happy', [{ op: 'mood', mood: 'dark' }]],
  ])('%s', (note, edits) => {
    const understood = understandNote(note, about);
    expect(understood.edits).toEqual(edits);
    expect(understood.understanding.length).toBeGreaterThan(0);
  });

  it('bends the energy at a time', () => {
    const [edit] = editsOf('more energy at 0:20');
    expect(edit).toMatchObject({ op: 'energy' });
    expect(edit?.op === 'energy' && edit.curve.some(({ second }) => second === 20)).toBe(true);
  });
});

test.each([
  'not slower',
  'louder',
  'bring in vocals',
  'keep everything, fix the wrong note at 0:05',
  'leave the drums as they are',
  'keep it slow',
  'keep the energy',
  'not faster than 90 bpm',
  'no slower than 70 bpm',
  'keep it under 90 bpm',
  'not 120 bpm',
  'no longer than 60 seconds',
  'don’t make it sad',
  'not too dark',
  'no big finish',
  'I love the drums',
  'love it',
  'even out the drums',
  'let the drums play out',
  'the drums lose punch',
  'don’t remove the drums',
  'please don’t mute the drums',
  'don’t drop the bass',
  'drop the lead an octave',
  '0:30 is boring',
  'make it sound like Hans Zimmer',
  'make it techno',
  'hmm, I am not sure',
  '',
])('a note without a possible edit changes nothing: %s', (note) => {
  expect(editsOf(note)).toEqual([]);
});

test.each([
  ['louder', 'louder', 'impossible'],
  ['bring in vocals', 'vocals', 'impossible'],
  ['keep everything, fix the wrong note at 0:05', 'wrong note', 'impossible'],
  ['make it 7/8', '7/8', 'impossible'],
  ['more purple, slower', 'purple', 'ignored'],
  ['make it techno', 'techno', 'impossible'],
  ['remove the accordion', 'accordion', 'honoured'],
  ['fade out from 0:50', 'fade out from 0:50', 'impossible'],
  ['the part at 0:30 is boring', 'boring', 'impossible'],
  ['the second half is dull', 'dull', 'impossible'],
  ['a different key', 'a different key', 'impossible'],
  ['try another tempo', 'another tempo', 'impossible'],
  ['the mix is boring', 'boring', 'impossible'],
  ['not 80 bpm', '80 bpm', 'impossible'],
  ['no big finish', 'big finish', 'impossible'],
  ['don’t make it sad', 'sad', 'honoured'],
  ['the ending is boring', 'boring', 'impossible'],
  ['0:30 is boring', 'boring', 'impossible'],
  ['a different title', 'a different title', 'impossible'],
])('what cannot be done is said: %s', (note, quote, outcome) => {
  const said = understandNote(note, about).understanding.filter((wish) => wish.outcome === outcome);
  expect(understandNote(note, about).edits.filter(({ op }) => op === 'remake')).toEqual([]);
  expect(said.some((wish) => wish.quote.includes(quote) && wish.reason !== '')).toBe(true);
});

test('a figure beyond the limit is approximated, with the real value', () => {
  const [level] = understandNote('drums 20 dB louder', about).understanding;
  expect(level).toMatchObject({ outcome: 'approximated', value: 'drums +12 dB' });
  const long = recipeOf({ durationSeconds: 200 });
  const fade = understandNote('fade out over 90 seconds', { recipe: long });
  expect(fade.edits).toEqual([{ op: 'fade', seconds: 60 }]);
  expect(fade.understanding).toMatchObject([{ outcome: 'approximated', value: '60 s' }]);
});

test('an edit that was possible only before a later wish is said to be impossible', () => {
  const { edits, understanding } = understandNote(
    'make it 60 seconds, a drop at 0:50, make it 20 seconds',
    about,
  );
  expect(edits).toEqual([{ op: 'duration', seconds: 20 }]);
  expect(understanding.map(({ outcome }) => outcome)).toEqual([
    'approximated',
    'impossible',
    'honoured',
  ]);
});

test('any text is understood without an error, in time, with quotes that are in it', () => {
  const words = fc.constantFrom(
    ...['slower', 'drums', 'no', 'and', ',', '0:10', '20', 'bpm', 'louder', 'another', 'bass'],
    ...['not', 'lead', 'up', 'octave', 'purple', 'dB', '%', 'fade out', 'G minor', 'but', 'less'],
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.array(words, { maxLength: 25 }).map((list) => list.join(' ')),
      ),
      (note) => {
        const { understanding } = understandNote(note, about);
        for (const { quote } of understanding) expect(note).toContain(quote);
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);
