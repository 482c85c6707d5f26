import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type z } from 'zod';
import { Brief, Intent } from '@fermata/contracts/values';
import { slowdown } from '../testing/slowdown.ts';
import { interpretBrief } from './interpret-brief.ts';

const understood = (text: string, more: Omit<z.input<typeof Brief>, 'text'> = {}) =>
  interpretBrief(Brief.parse({ text, ...more }));
const FIELDS = [
  'style',
  'mood',
  'tempoBpm',
  'key',
  'metre',
  'durationSeconds',
  'energy',
  'withoutParts',
  'use',
  'language',
];

describe('understands a brief', () => {
  test.each([
    ['warm lo-fi bed for a study video', { style: 'lo-fi', mood: 'warm', language: 'en' }],
    ['Fast synthwave for a night drive', { style: 'synthwave', mood: 'driving', tempoBpm: 118 }],
    [
      'dark retrowave, 96 bpm, in F# minor',
      { style: 'synthwave', mood: 'dark', tempoBpm: 96, key: { tonic: 'Gb', mode: 'minor' } },
    ],
    ['chill beats without drums', { style: 'lo-fi', withoutParts: ['drums'] }],
    [
      'no bass or lead, just a calm lofi pad',
      { style: 'lo-fi', mood: 'calm', withoutParts: ['bass', 'lead'] },
    ],
    [
      'ein trauriges Stück zum Lernen, langsam, in d-Moll, ohne Schlagzeug',
      {
        style: 'lo-fi',
        mood: 'sad',
        tempoBpm: 66,
        key: { tonic: 'D', mode: 'minor' },
        withoutParts: ['drums'],
        language: 'de',
      },
    ],
    ['a calm jazz trio for a dinner', { style: 'jazz-trio', mood: 'calm', language: 'en' }],
    ['fast bebop with a walking bass', { style: 'jazz-trio', tempoBpm: 200 }],
    [
      'ein ruhiges Jazztrio mit Besen und Kontrabass zum Abendessen',
      { style: 'jazz-trio', mood: 'calm', language: 'de' },
    ],
    [
      'slow piano trio in a smoky club, in G minor',
      { style: 'jazz-trio', tempoBpm: 64, key: { tonic: 'G', mode: 'minor' } },
    ],
    ['jazzy lo-fi beats for homework', { style: 'lo-fi' }],
    ['h-moll, neon, 80er', { style: 'synthwave', key: { tonic: 'B', mode: 'minor' } }],
    ['synthwave, not dark but happy', { style: 'synthwave', mood: 'happy' }],
    ['synthwave, but not too dark', { style: 'synthwave', mood: 'driving' }],
    ['an epic trailer at 400 bpm', { style: 'cinematic', mood: 'epic', tempoBpm: 200 }],
    [
      'a sad orchestral score with strings for a war documentary',
      { style: 'cinematic', mood: 'sad' },
    ],
    [
      'Filmmusik mit Chor und Pauken, heldenhaft',
      { style: 'cinematic', mood: 'epic', language: 'de' },
    ],
    ['something majestic', { style: 'cinematic', mood: 'epic' }],
    ['calm ambient for meditation', { style: 'ambient', mood: 'calm' }],
    ['a dark drone soundscape, slow', { style: 'ambient', mood: 'dark', tempoBpm: 46 }],
    [
      'eine ruhige Klanglandschaft ohne Bass zum Einschlafen',
      { style: 'ambient', mood: 'calm', withoutParts: ['bass'], language: 'de' },
    ],
    ['deep house for a rooftop bar', { style: 'house', mood: 'warm' }],
    ['Dark club track with organ stabs, 126 bpm', { style: 'house', mood: 'dark', tempoBpm: 126 }],
    [
      'fröhliche Musik zum Tanzen für eine Modenschau',
      { style: 'house', mood: 'happy', language: 'de' },
    ],
    ['Nachtfahrt auf der Autobahn, achtziger Jahre, düster', { style: 'synthwave', mood: 'dark' }],
    [
      'ein Volkslied mit Gitarre, heiter',
      { style: 'acoustic-folk', mood: 'happy', language: 'de' },
    ],
    [
      'gentle fingerpicked acoustic guitar for a countryside vlog',
      { style: 'acoustic-folk', mood: 'calm', tempoBpm: 91 },
    ],
    [
      'dark drum and bass with a heavy reese',
      { style: 'drum-and-bass', mood: 'dark', tempoBpm: 170 },
    ],
    [
      'treibender Drum & Bass für ein Parkour-Video',
      { style: 'drum-and-bass', mood: 'driving', tempoBpm: 178, language: 'de' },
    ],
    ['lo-fi with soft drums and a warm bass', { style: 'lo-fi' }],
    ['techno', { style: 'techno', substyle: 'driving', mood: 'driving' }],
    ['Minimal techno for a late set', { style: 'techno', substyle: 'minimal' }],
    ['hard acid techno, 145 bpm', { style: 'techno', substyle: 'acid', tempoBpm: 145 }],
    [
      'treibender Techno für eine Lagerhalle',
      { style: 'techno', substyle: 'driving', language: 'de' },
    ],
    ['a trap beat with hi-hat rolls', { style: 'hip-hop', substyle: 'trap', tempoBpm: 136 }],
    ['boom bap, 92 bpm, in E minor', { style: 'hip-hop', substyle: 'boom-bap', tempoBpm: 92 }],
    ['phonk with cowbells for a drift video', { style: 'hip-hop', substyle: 'phonk' }],
    ['a dark hip-hop beat', { style: 'hip-hop', substyle: 'boom-bap', mood: 'dark' }],
    ['an energetic hip hop beat', { style: 'hip-hop', substyle: 'trap' }],
    ['ein düsterer Trap-Beat', { style: 'hip-hop', substyle: 'trap', language: 'de' }],
    ['lofi hip hop beats to study to', { style: 'lo-fi' }],
    ['8-bit music for a platformer', { style: 'chiptune', substyle: 'adventure', mood: 'happy' }],
    ['chiptune for a boss fight', { style: 'chiptune', substyle: 'boss' }],
    ['a calm 8-bit town theme', { style: 'chiptune', substyle: 'town', mood: 'calm' }],
    ['Chiptune für einen Endgegner', { style: 'chiptune', substyle: 'boss', language: 'de' }],
    ['music for a video game in a dungeon', { style: 'chiptune', substyle: 'boss' }],
    ['a sad solo piano piece', { style: 'classical', substyle: 'solo-piano', mood: 'sad' }],
    ['a string quartet for a museum', { style: 'classical', substyle: 'string-quartet' }],
    ['baroque music with harpsichord', { style: 'classical', substyle: 'baroque' }],
    [
      'ein heiteres Streichquartett für einen Empfang',
      { style: 'classical', substyle: 'string-quartet', mood: 'happy', language: 'de' },
    ],
    ['Barockmusik mit Cembalo', { style: 'classical', substyle: 'baroque' }],
    ['classical music, elegant', { style: 'classical', substyle: 'solo-piano' }],
    ['upbeat corporate', { style: 'pop', substyle: 'corporate' }],
    [
      'fröhliche Ukulele mit Klatschen für ein Erklärvideo',
      { style: 'pop', substyle: 'corporate', mood: 'happy', language: 'de' },
    ],
    ['an emotional piano ballad', { style: 'pop', substyle: 'ballad' }],
    ['modern synth pop, 118 bpm', { style: 'pop', substyle: 'synth-pop', tempoBpm: 118 }],
    ['funky slap bass and horns', { style: 'funk', substyle: 'slap' }],
    ['70s disco with strings for a mirror ball', { style: 'funk', substyle: 'disco' }],
    ['laid-back soul funk', { style: 'funk', substyle: 'soul' }],
    ['disco house for a club', { style: 'house' }],
    ['rock', { style: 'rock', substyle: 'classic-rock', mood: 'driving' }],
    ['jangly indie rock for a road movie', { style: 'rock', substyle: 'indie' }],
    ['heavy metal with palm mutes, 160 bpm', { style: 'rock', substyle: 'metal', tempoBpm: 160 }],
    ['Stadionrock mit verzerrten E-Gitarren', { style: 'rock' }],
    ['indie folk by a campfire', { style: 'acoustic-folk' }],
    ['a reggaeton beat', { style: 'latin', substyle: 'reggaeton' }],
    ['bossa nova for a hotel bar', { style: 'latin', substyle: 'bossa-nova' }],
    ['Samba für einen Karnevalsumzug', { style: 'latin', substyle: 'samba', language: 'de' }],
    ['salsa with a montuno piano', { style: 'latin', substyle: 'salsa' }],
  ])('%s', (text, wanted) => {
    expect(understood(text)).toMatchObject(wanted);
  });
});

test('a structured field overrides the text, with the reason', () => {
  const intent = understood('slow sad lo-fi in C major', {
    style: 'synthwave',
    mood: 'epic',
    tempoBpm: 140,
    key: { tonic: 'E', mode: 'phrygian' },
    energy: 0.9,
  });
  expect(intent).toMatchObject({
    style: 'synthwave',
    mood: 'epic',
    tempoBpm: 140,
    key: { tonic: 'E', mode: 'phrygian' },
    energy: 0.9,
  });
  expect(intent.origins).toMatchObject({
    style: 'asked',
    mood: 'asked',
    tempoBpm: 'asked',
    key: 'asked',
    energy: 'asked',
  });
});

test('without a word for it, the energy decides the substyle', () => {
  const substyleAt = (energy: number) =>
    understood('a beat', { style: 'hip-hop', energy }).substyle;
  expect([0, 0.3, 0.7, 1].map(substyleAt)).toEqual(['boom-bap', 'boom-bap', 'trap', 'phonk']);
  expect(understood('not trap', { style: 'hip-hop', energy: 0.2 }).substyle).toBe('boom-bap');
  expect(understood('a trap beat', { style: 'house' }).substyle).toBeUndefined();
});

test('a substyle brings its own tempo and energy, with the reason', () => {
  const intent = understood('minimal techno');
  expect(intent.tempoBpm).toBeLessThan(understood('acid techno').tempoBpm);
  expect(intent.energy).toBeLessThan(understood('acid techno').energy);
  expect(intent.origins.substyle).toBe('understood');
  expect(intent.notes.join()).toContain('minimal techno, because the brief says "minimal"');
});

test('a text without known words gets defaults, with the reason', () => {
  const intent = understood('qwertz 12345 ☃');
  expect(intent.origins.style).toBe('fallback');
  expect(intent.notes.join()).toContain('names no style that is known');
  expect(intent.language).toBe('und');
});

test('a use is claimed to be asked for only if it is', () => {
  expect(understood('lo-fi')).toMatchObject({ use: 'commercial', origins: { use: 'fallback' } });
  expect(understood('lo-fi').notes).toContain('use: commercial, as no other is asked for');
  const asked = understood('lo-fi', { use: 'broadcast' });
  expect(asked).toMatchObject({ use: 'broadcast', origins: { use: 'asked' } });
  expect(asked.notes).toContain('use: broadcast, as requested');
});

test.each(['reggae with dub echoes', '悲しいピアノ曲', 'quarterly figures'])(
  'a style that the text does not name is said to be none of it: %s',
  (text) => {
    const note = understood(text).notes.find((each) => each.startsWith('style:'));
    expect(note).toContain('the brief names no style that is known');
  },
);

test('a length in the text that differs from the field is reported', () => {
  expect(understood('2 minutes of lo-fi', { durationSeconds: 30 }).notes.join()).toContain(
    'the text says "2 minutes", the field decides',
  );
});

test('any free text gives a complete intent: every field has an origin and a note', () => {
  const words = fc.constantFrom(
    'slow',
    'dark',
    'no',
    'drums',
    'in',
    'A',
    'minor',
    'bpm',
    '999',
    '80s',
    'lofi',
    '🎹',
    'ohne',
    'Bass',
    '\n',
    'synthwave',
    '5 min',
    '.*',
    '(',
    'cb major',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.array(words, { minLength: 1, maxLength: 30 }).map((list) => list.join(' ')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const brief = Brief.safeParse({ text });
      fc.pre(brief.success);
      const intent = Intent.parse(interpretBrief(brief.data));
      expect(Object.keys(intent.origins)).toEqual(expect.arrayContaining(FIELDS));
      // A style with substyles has a note more.
      expect(intent.notes.length).toBeGreaterThanOrEqual(FIELDS.length);
    }),
    { numRuns: 150 },
  );
}, 30_000);

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
  'the word %s means nothing',
  (word) => {
    const {
      text,
      understanding: _own,
      ...intent
    } = understood(`${word}, ${word} without ${word} in ${word} minor`);
    const other = 'qwxz';
    const {
      text: otherText,
      understanding: _other,
      ...nonsense
    } = understood(`${other}, ${other} without ${other} in ${other} minor`);
    const renamed: unknown = JSON.parse(JSON.stringify(intent).replaceAll(word, other));
    expect(text).not.toBe(otherText);
    expect(renamed).toEqual(nonsense);
  },
);

test.each(['not ', 'a', 'lofi without ', '11111 ', '1:2'])(
  'the time to read a text of %j grows with its length and no faster',
  (words) => {
    const textOf = (length: number): string => words.repeat(length).slice(0, length - 1) + 'x';
    // The longest text has 2,000 characters.
    const [half, whole] = [textOf(1000), textOf(2000)];
    expect(
      slowdown(
        () => understood(half),
        () => understood(whole),
      ),
    ).toBeLessThan(3);
  },
);

describe('a seed', () => {
  test('draws a key and a tempo of the style, with the reason; without one they are the usual ones', () => {
    const usual = understood('lo-fi');
    expect(usual).toMatchObject({ tempoBpm: 78, key: { tonic: 'Eb', mode: 'major' } });
    const drawn = Array.from({ length: 20 }, (_, seed) => understood('lo-fi', { seed }));
    expect(new Set(drawn.map(({ key }) => `${key.tonic} ${key.mode}`)).size).toBeGreaterThan(8);
    expect(new Set(drawn.map(({ tempoBpm }) => tempoBpm)).size).toBeGreaterThan(8);
    expect(drawn[0]?.notes.join()).toContain('drawn by the seed from 66 to 92');
    expect(drawn[0]?.origins).toMatchObject({ key: 'style-default', tempoBpm: 'style-default' });
    expect(understood('lo-fi', { seed: 3 })).toEqual(drawn[3]);
  });

  test('draws only what nothing else decides: a mode in the text keeps its drawn tonic', () => {
    for (let seed = 0; seed < 10; seed++) {
      const drawn = understood('lo-fi', { seed });
      expect(understood('phrygian lo-fi', { seed }).key).toEqual({
        tonic: drawn.key.tonic,
        mode: 'phrygian',
      });
      expect(understood('lo-fi at 80 bpm in D minor', { seed })).toMatchObject({
        tempoBpm: 80,
        key: { tonic: 'D', mode: 'minor' },
      });
      expect(understood('fast lo-fi', { seed })).toMatchObject({ tempoBpm: 92, key: drawn.key });
      expect(understood('lo-fi', { seed, tempoBpm: 71 }).key).toEqual(drawn.key);
    }
  });

  test('draws the same tonic for every mood, and a mode that suits it', () => {
    for (let seed = 0; seed < 20; seed++) {
      const sad = understood('sad lo-fi', { seed });
      expect(sad.key.tonic).toBe(understood('happy lo-fi', { seed }).key.tonic);
      expect(['minor', 'dorian']).toContain(sad.key.mode);
    }
  });
});

describe('a metre', () => {
  test('that the style plays is kept', () =>
    expect(understood('jazz trio', { metre: '5/4', seed: 1 })).toMatchObject({
      metre: '5/4',
      origins: { metre: 'asked' },
    }));

  test('that the style does not play gives way to its own, with the reason', () => {
    const intent = understood('deep house', { metre: '3/4', seed: 1 });
    expect(intent).toMatchObject({ metre: '4/4', origins: { metre: 'style-default' } });
    expect(intent.notes).toContain('metre: 4/4, because house does not play 3/4; it plays 4/4');
  });

  test('is drawn by the seed from those of the style, or the usual one', () => {
    expect(understood('folk song').metre).toBe('4/4');
    const drawn = Array.from({ length: 40 }, (_, seed) => understood('folk song', { seed }).metre);
    expect(new Set(drawn)).toEqual(new Set(['2/4', '3/4', '4/4', '6/8']));
  });

  test('is that of the loop, whatever the seed', () => {
    for (let seed = 0; seed < 10; seed++)
      expect(
        understood('folk song', { seed, audioLoop: { sha256: 'a'.repeat(64), bars: 4 } }).metre,
      ).toBe('4/4');
  });
});
