import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type z } from 'zod';
import { Brief, type Intent, keyName, PART_NAMES, Understanding } from '@fermata/contracts/values';
import { recipeOf } from '../edits/testing/composed.ts';
import { interpretBrief } from './interpret-brief.ts';
import { understandNote } from './note/understand-note.ts';
import { readText } from './reading/read-text.ts';
import { WORD_LISTS } from './words/word-lists.ts';

const understood = (text: string, more: Omit<z.input<typeof Brief>, 'text'> = {}) =>
  interpretBrief(Brief.parse({ text, ...more }));
const outcomesOf = (text: string, more: Omit<z.input<typeof Brief>, 'text'> = {}) =>
  Object.fromEntries(
    (understood(text, more).understanding ?? []).map(({ quote, outcome }) => [quote, outcome]),
  );

describe('has the outcome of every wish', () => {
  test.each([
    ['lo-fi with a singer', { 'lo-fi': 'honoured', singer: 'impossible' }],
    ['lo-fi without vocals', { 'without vocals': 'honoured' }],
    ['a country song', { country: 'approximated' }],
    ['techno at 300 bpm', { '300 bpm': 'approximated' }],
    ['house in 7/8', { '7/8': 'impossible' }],
    ['lo-fi, no drums in the first 10 seconds', { 'no drums in the first 10 seconds': 'honoured' }],
    ['something like Daft Punk', { 'like Daft Punk': 'impossible' }],
    ['lo-fi, flibbertigibbet', { flibbertigibbet: 'ignored' }],
    ['a 20 minute ambient piece', { '20 minute': 'approximated' }],
    ['lo-fi that speeds up', { 'speeds up': 'impossible' }],
    [
      'lo-fi, the chorus goes "we were young and free"',
      { '"we were young and free"': 'impossible' },
    ],
  ])('%s', (text, wanted) => {
    expect(outcomesOf(text)).toMatchObject(wanted);
  });

  test('a field that decides against the text is named', () => {
    const { understanding = [] } = understood('lo-fi in C major at 90 bpm, 2 minutes', {
      tempoBpm: 70,
      durationSeconds: 20,
      key: { tonic: 'D', mode: 'minor' },
    });
    expect(
      understanding.filter(({ outcome }) => outcome === 'ignored').map(({ reason }) => reason),
    ).toEqual([
      'the field key decides: D minor',
      'the field tempoBpm decides: 70 beats a minute',
      'the field durationSeconds decides: 20 s',
    ]);
  });
});

test.each(['ready by Monday', 'my dog', 'for our pop-up shop', 'a pop-up store'])(
  'a word that only looks like music is none: %s',
  (text) => expect(understood(text).origins['style']).toBe('fallback'),
);

describe('negation', () => {
  test.each([
    ['no drums, piano and strings', ['drums']],
    ['no drums, bass or lead', ['drums', 'bass', 'lead']],
    ['calm piano and no drums', ['drums']],
    ['sad, and no bass and no drums', ['drums', 'bass']],
    ['leise Gitarre und keine Drums', ['drums']],
    ['piano triste y sin batería', ['drums']],
    ['no drums and bass', ['drums', 'bass']],
    ['ohne Schlagzeug und Bass', ['drums', 'bass']],
    ['sin batería ni bajo', ['drums', 'bass']],
    ['sans batterie, avec basse', ['drums']],
    ['ドラムなし、ピアノ', ['drums']],
  ])('%s', (text, wanted) => {
    expect(understood(text).withoutParts).toEqual(wanted);
  });

  test('of a tempo keeps it on the other side of the usual one', () => {
    for (let seed = 0; seed < 20; seed++) {
      expect(understood('jazz, not fast', { seed }).tempoBpm).toBeLessThanOrEqual(140);
      expect(understood('jazz, not slow', { seed }).tempoBpm).toBeGreaterThanOrEqual(140);
    }
  });

  test('of a style chooses another one', () => {
    expect(understood('anything but lo-fi').style).not.toBe('lo-fi');
    expect(['synthwave', 'house', 'techno', 'drum-and-bass']).not.toContain(
      understood('nothing electronic, energetic and fast').style,
    );
  });
});

describe('reads lengths', () => {
  test.each([
    ['5s', 5],
    ['3:30', 210],
    ['2 min 30', 150],
    ['1½ minutes', 90],
    ['one and a half minutes', 90],
    ['a minute and a half', 90],
    ['eine halbe Minute', 30],
    ['anderthalb Minuten', 90],
    ['un minuto y medio', 90],
    ['une minute et demie', 90],
    ['un minuto e mezzo', 90],
    ['um minuto e meio', 90],
    ['2,5 Minuten', 150],
    ['90 секунд', 90],
    ['1分30秒', 90],
  ])('%s', (length, seconds) => {
    expect(understood(`lo-fi, ${length}`).durationSeconds).toBe(seconds);
  });

  test('only a text or a field has one: by default a piece goes on beyond its last cue', () => {
    expect(understood('lo-fi')).toMatchObject({
      durationSeconds: 30,
      origins: { durationSeconds: 'style-default' },
    });
    expect(understood('house, drop at 0:50').durationSeconds).toBeGreaterThan(50);
  });
});

describe('reads keys', () => {
  test.each([
    ['C#m', 'Db minor'],
    ['fis-Moll', 'Gb minor'],
    ['h-Moll', 'B minor'],
    ['B-Dur', 'Bb major'],
    ['key of Am', 'A minor'],
    ['B-flat minor', 'Bb minor'],
    ['key: Bb', 'Bb major'],
    ['in C', 'C major'],
    ['in do minore', 'C minor'],
    ['en fa dièse mineur', 'Gb minor'],
    ['en si bemol mayor', 'Bb major'],
    ['em ré menor', 'D minor'],
  ])('%s', (words, wanted) => {
    const german = /Moll|Dur/u.test(words) ? 'ein ruhiges Stück, ' : 'lo-fi, ';
    const { key } = understood(german + words);
    expect(`${key.tonic} ${key.mode}`).toBe(wanted);
  });

  test.each(['a minor setback', 'a major announcement', 'I am happy'])('none in: %s', (text) => {
    expect(understood(text).origins['key']).toBe('style-default');
  });
});

const words = WORD_LISTS.flatMap(
  ({ plain, not = '', moods = {}, parts = {}, units = {}, scenes = {} }) =>
    [plain, not, ...[moods, parts, units, scenes].flatMap((lists) => Object.values(lists))].flatMap(
      (list) => list.split('|').map((word) => word.replace('*', '')),
    ),
);
const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...words),
        fc.constantFrom('1', '2:30', '7/8', '-14', ',', '.', '"', "'", '[Verse]', 'C#m', 'Bb'),
      ),
      {
        minLength: 1,
        maxLength: 60,
      },
    )
    .map((list) => list.join(' ')),
);

test('the quotes of any text are parts of it, in its order', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const brief = Brief.safeParse({ text });
      fc.pre(brief.success);
      const intent = interpretBrief(brief.data);
      let at = 0;
      for (const { quote } of Understanding.parse(intent.understanding)) {
        at = intent.text.indexOf(quote, at);
        expect(at).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 150 },
  );
}, 30_000);

const EMOJI = ['🎹', '👩🏽‍🎤', '🏳️‍🌈', '☕️', '🇩🇪', '🥁'];

describe('text of any kind is read without an error, with quotes that are in it', () => {
  const char = (from: number, to: number) =>
    fc.integer({ min: from, max: to }).map((code) => String.fromCodePoint(code));
  const joined = (unit: fc.Arbitrary<string>, maxLength = 400) =>
    fc.array(unit, { minLength: 1, maxLength }).map((list) => list.join(''));
  const kinds: [string, fc.Arbitrary<string>][] = [
    ['random code points', fc.string({ unit: 'binary', maxLength: 400 })],
    ['lone surrogates', joined(fc.oneof(char(0xd800, 0xdfff), fc.constantFrom('no', ' ', 'a')))],
    [
      'control characters',
      joined(fc.oneof(char(0, 0x1f), char(0x7f, 0x9f), fc.constantFrom(...words))),
    ],
    ['emoji', joined(fc.constantFrom(...EMOJI, ' ', 'no ', 'lo-fi '))],
    [
      'right-to-left text',
      joined(
        fc.oneof(char(0x590, 0x6ff), fc.constantFrom(' ', '\u202e', '\u200f', ' 120 bpm ', ', ')),
      ),
    ],
    [
      'combining marks',
      joined(fc.oneof(char(0x300, 0x36f), fc.constantFrom('e', 'drums', ' no ', 'ß', 'ﬁ'))),
    ],
    [
      'other scripts',
      joined(
        fc.oneof(
          char(0x900, 0xdff),
          char(0x3040, 0x30ff),
          char(0x4e00, 0x4fff),
          char(0xac00, 0xad00),
        ),
      ),
    ],
    ['digits and signs', joined(fc.constantFrom(...'0123456789:.,/-–%#♯♭½\'"()[]{}<>*|\\ \n\t'))],
    [
      'a word, very often',
      fc.constantFrom(...words).map((word) => `${word} `.repeat(2000).slice(0, 2000)),
    ],
  ];
  const note = { recipe: recipeOf() };
  test.each(kinds)('%s', (_, of) => {
    fc.assert(
      fc.property(of, (text) => {
        const reading = readText(text);
        for (const wish of reading.wishes) {
          expect(wish.start).toBeGreaterThanOrEqual(0);
          expect(wish.end).toBeGreaterThan(wish.start);
          expect(wish.end).toBeLessThanOrEqual(text.length);
        }
        for (const { quote } of understandNote(text, note).understanding)
          expect(text).toContain(quote);
        const brief = Brief.safeParse({ text });
        if (!brief.success) return;
        const intent = interpretBrief(brief.data);
        for (const { quote } of intent.understanding ?? []) expect(intent.text).toContain(quote);
      }),
      { numRuns: 40, seed: 12 },
    );
  });
});

test('“no X” never adds X', () => {
  const nouns = {
    drums: 'drums',
    bass: 'bass',
    lead: 'melody',
    pad: 'pads',
    chords: 'chords',
  } as const;
  fc.assert(
    fc.property(texts, fc.constantFrom(...PART_NAMES), (text, part) => {
      const noun = Object.entries(nouns).find(([name]) => name === part)?.[1];
      fc.pre(noun !== undefined);
      const brief = Brief.safeParse({ text: `${text.replace(/["“„«「[']/gu, '')}. no ${noun}` });
      fc.pre(brief.success);
      const { withoutParts, presence = [], language } = interpretBrief(brief.data);
      // "no" is another word in other languages.
      fc.pre(language === 'en' || language === 'und');
      expect(withoutParts.includes(part) || presence.some((own) => own.part === part)).toBe(true);
    }),
    { numRuns: 100 },
  );
}, 30_000);

describe('“no X” never adds X, of what is no part', () => {
  const GERMAN = 'ein ruhiges Stück für unser Video mit Klavier';
  const bases = fc.constantFrom(
    ...['lo-fi', 'a track for a video', 'folk, 2 minutes', 'house with drums', GERMAN],
  );
  const seeds = fc.option(fc.nat(50), { nil: undefined });
  const cases: [string, readonly string[], (intent: Intent) => readonly unknown[]][] = [
    ['key', ['A minor', 'D dorian', 'C major', 'E minor'], ({ key }) => [keyName(key)]],
    ['metre', ['3/4', '6/8', '7/8'], ({ metre }) => [metre]],
    ['tempo', ['120 bpm', '90 bpm', '78 bpm'], ({ tempoBpm }) => [`${tempoBpm} bpm`]],
    [
      'drop',
      ['drop at 0:20', 'break at 0:10', 'climax at 0:20'],
      ({ hits = [], energyCurve }) => [
        ...hits.map(({ second, event }) => `${event} at 0:${second}`),
        ...(energyCurve ? ['climax at 0:20'] : []),
      ],
    ],
    ['style', ['techno', 'jazz trio', 'chiptune'], ({ style }) => [style.replace('-', ' ')]],
    ['mood', ['sad', 'dark', 'epic', 'warm', 'driving'], ({ mood }) => [mood]],
    ['instrument', ['strings', 'saxophone', 'flute'], ({ instruments = [] }) => instruments],
    ['fade-out', ['fade out'], ({ fade }) => (fade === undefined ? [] : ['fade out'])],
    ['loop', ['loop'], ({ ending }) => [ending]],
    [
      'time',
      ['drums in the first 10 seconds'],
      ({ presence = [] }) =>
        presence.filter(({ fills }) => fills).map(() => 'drums in the first 10 seconds'),
    ],
    [
      'level',
      ['loud drums'],
      ({ levels = [] }) => levels.filter(({ db }) => db > 0).map(() => 'loud drums'),
    ],
  ];
  test.each(cases)('%s', (_, things, has) => {
    fc.assert(
      fc.property(bases, seeds, fc.constantFrom(...things), (base, seed, thing) => {
        const isGerman = base === GERMAN;
        const nots = isGerman ? ['nicht', 'ohne', 'kein'] : ['no', 'not', 'without', 'please no'];
        for (const not of nots) {
          const intent = understood(`${base}, ${not} ${thing}`, seed === undefined ? {} : { seed });
          expect(has(intent)).not.toContain(thing);
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['lo-fi, not in A minor', { style: 'lo-fi' }, 'not in A minor'],
    ['lo-fi, not in Eb major', { key: { tonic: 'Bb', mode: 'major' } }, 'not in Eb major'],
    ['lo-fi, no minor key', { key: { tonic: 'Eb', mode: 'major' } }, 'no minor key'],
    ['folk, not in 4/4', { metre: '3/4' }, 'not in 4/4'],
    ['lo-fi, not 78 bpm', { tempoBpm: 82 }, 'not 78 bpm'],
    ['lo-fi, not 30 seconds', { durationSeconds: 45 }, 'not 30 seconds'],
    [
      'lo-fi, not in A minor but in C major',
      { key: { tonic: 'C', mode: 'major' } },
      'not in A minor',
    ],
    ['ein Stück, nicht in d-Moll', { style: 'lo-fi' }, 'nicht in d-Moll'],
  ])('%s', (text, wanted, quote) => {
    expect(understood(text)).toMatchObject(wanted);
    expect(outcomesOf(text)).toMatchObject({ [quote]: 'honoured' });
  });

  test.each([
    ['lo-fi, not more than 70 bpm', { tempoBpm: 70 }],
    ['house, not faster than 90 bpm', { tempoBpm: 90 }],
    ['house, not over 110 bpm', { tempoBpm: 110 }],
    ['house, no longer than 20 seconds', { durationSeconds: 20 }],
    ['lo-fi without drums in A minor', { key: { tonic: 'A', mode: 'minor' } }],
    ['no vocals, 90 bpm', { tempoBpm: 90 }],
  ])('a limit, or what only stands behind a negation, is wanted: %s', (text, wanted) => {
    expect(understood(text)).toMatchObject(wanted);
  });
});

test.each<[string, string[], string, string]>([
  ['house, no piano', [], 'impossible', 'house-piano'],
  ['synthwave without piano', [], 'honoured', 'no part of this synthwave plays piano anyway'],
  ['house, no strings', ['pad'], 'honoured', 'the pad part, which only strings would play'],
])(
  'an excluded instrument takes a part only if it alone plays it: %s',
  (text, parts, outcome, reason) => {
    const { withoutParts, understanding = [] } = understood(text);
    expect(withoutParts).toEqual(parts);
    expect(understanding.at(-1)).toMatchObject({ outcome });
    expect(understanding.at(-1)?.reason).toContain(reason);
  },
);

test.each([
  'ambient without drums, bass and lead',
  'Ambient ohne Schlagzeug, Bass und Melodie',
  'ambient sans batterie, basse et mélodie',
])('a list of parts after "without" is left out as a whole: %s', (text) => {
  const { withoutParts } = interpretBrief(Brief.parse({ text }));
  expect(withoutParts).toEqual(expect.arrayContaining(['drums', 'bass', 'lead']));
});

test.each(['no drums, piano and strings', 'without drums, piano and strings'])(
  'instruments after a comma are wanted: %s',
  (text) => {
    expect(interpretBrief(Brief.parse({ text })).withoutParts).toEqual(['drums']);
  },
);

test('the natural minor of a note is its minor key', () => {
  expect(interpretBrief(Brief.parse({ text: 'lo-fi in E natural minor' })).key).toEqual({
    tonic: 'E',
    mode: 'minor',
  });
});
