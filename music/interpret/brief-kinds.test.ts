import { describe, expect, test } from 'vitest';
import { Brief, type Intent } from '@fermata/contracts/values';
import { interpretBrief } from './interpret-brief.ts';
import { WORD_LISTS } from './words/word-lists.ts';

const understood = (text: string): Intent => interpretBrief(Brief.parse({ text }));
const outcomes = (text: string): Record<string, string> =>
  Object.fromEntries(
    (understood(text).understanding ?? []).map(({ quote, outcome }) => [quote, outcome]),
  );
const lasts = (text: string): number => understood(text).durationSeconds;

describe('numbers in words', () => {
  test.each([
    ['thirty-five seconds of calm lo-fi', 35],
    ['ein ruhiges Stück von fünfunddreißig Sekunden', 35],
    ['trente-cinq secondes de musique douce', 35],
    ['una pieza tranquila de treinta y cinco segundos', 35],
    ['un brano calmo di trentacinque secondi', 35],
    ['uma peça calma de trinta e cinco segundos', 35],
    ['een rustig stuk van vijfendertig seconden', 35],
    ['two minutes and twenty-five seconds of techno', 145],
  ])('%s', (text, seconds) => expect(lasts(text)).toBe(seconds));

  test('a tempo', () => {
    expect(understood('house, one hundred and twenty-six bpm').tempoBpm).toBe(126);
    expect(understood('eighty-five bpm lo-fi').tempoBpm).toBe(85);
  });

  test('a number that counts nothing is told', () =>
    expect(outcomes('thirteen pieces of techno')).toMatchObject({ thirteen: 'ignored' }));
});

describe('lengths', () => {
  test.each([
    ['techno, it should last 45 seconds', 45],
    ['a melody that should last 45 seconds', 45],
    ['make it around 2 minutes, ambient', 120],
    ['ambient from 2 to 3 minutes', 150],
    ['musique douce, vers 2 minutes', 120],
    ['ungefähr 50 Sekunden Techno', 50],
    ['music for a 7:30 morning run', 30],
    ['6:00 am alarm, soft ambient', 30],
    ['intro for our 45-minute podcast', 30],
    ['music for a 2-minute short film', 120],
    ['a 30-second ad', 30],
  ])('%s', (text, seconds) => expect(lasts(text)).toBe(seconds));

  test('the length of something else is told', () =>
    expect(outcomes('intro for our 45-minute podcast')).toMatchObject({ '45-minute': 'ignored' }));
});

describe('places in bars', () => {
  test('"drop at bar 17" is a cue, and no jazz bar', () => {
    const intent = understood('techno at 120 bpm, 4/4, one minute, drop at bar 17');
    expect(intent).toMatchObject({ style: 'techno', hits: [{ second: 32, event: 'drop' }] });
  });
  test('"after 8 bars" is no length', () =>
    expect(lasts('house at 120 bpm, drums come in after 8 bars')).not.toBe(16));
  test('"16 bars" alone is the length', () =>
    expect(lasts('house at 120 bpm in 4/4, 16 bars')).toBe(32));
});

describe('words of a sentence that are wishes in English', () => {
  test.each([
    ['quiero un techno que sea alegre', { style: 'techno', mood: 'happy' }],
    ['fast nur Klavier, wie es früher war, klassisch', { style: 'classical' }],
  ])('%s', (text, expected) => expect(understood(text)).toMatchObject(expected));
  test('"ad" is the Italian "to"', () =>
    expect(
      outcomes('vorrei una musica calma da ascoltare ad alto volume, senza batteria'),
    ).not.toHaveProperty('ad'));
  test('"fast" is the German "almost"', () =>
    expect(outcomes('ein Stück, fast nur Klavier, ruhig')).not.toHaveProperty('fast'));
});

describe('negation', () => {
  test.each([
    ['lo-fi, don’t forget the drums', []],
    ["techno, can't get enough of bass", []],
    ['Lo-Fi, bitte das Schlagzeug nicht vergessen', []],
    ['lo-fi, n’oublie pas la batterie', []],
    ['lo-fi, no olvides la batería', []],
  ])('%s', (text, withoutParts) => expect(understood(text)).toMatchObject({ withoutParts }));
  test('the style of an idiom is not excluded', () => {
    expect(understood('zero-gravity ambient').style).toBe('ambient');
    expect(understood("can't get enough of techno").style).toBe('techno');
  });
  test('"drop the bass at 0:20" is a drop', () =>
    expect(understood('dnb, 40 seconds, drop the bass at 0:20')).toMatchObject({
      withoutParts: [],
      hits: [{ second: 20, event: 'drop' }],
    }));
  test('a Turkish negation stands behind its word', () =>
    expect(understood('neşeli değil hüzünlü bir lo-fi').mood).toBe('sad'));
  test.each(WORD_LISTS.map((list) => [list.language, list] as const))(
    'in %s no word negates forwards and backwards',
    (_, { not = '', notAfter = '' }) => {
      const forwards = new Set(not.split('|'));
      expect(notAfter.split('|').filter((word) => word !== '' && forwards.has(word))).toEqual([]);
    },
  );
});

describe('"only"', () => {
  test.each([
    ['rock, just drums and bass', ['drums', 'bass']],
    ['rock, nur Schlagzeug und Bass', ['drums', 'bass']],
    ['rock, seulement batterie et basse', ['drums', 'bass']],
    ['rock, solo batería y bajo', ['drums', 'bass']],
    ['rock, drums only', ['drums']],
  ])('%s', (text, parts) => {
    const { withoutParts } = understood(text);
    expect(withoutParts.length).toBeGreaterThan(0);
    for (const part of parts) expect(withoutParts).not.toContain(part);
  });
  test('leaves out all parts but those that the instrument plays, and says so', () => {
    const text = 'classical, only piano';
    expect(understood(text).withoutParts).not.toContain('chords');
    expect(outcomes(text)).toHaveProperty('only piano');
  });
  test('is told if the style cannot play it', () =>
    expect(outcomes('techno, nothing but bagpipes')).toMatchObject({
      'nothing but bagpipes': 'impossible',
    }));
});

describe('words that contradict or confirm each other', () => {
  test('of two words for the energy, the one that decides is honoured', () =>
    expect(outcomes('techno, a quiet verse and a loud part')).toMatchObject({ loud: 'ignored' }));
  test('a word that agrees with the figure is honoured', () =>
    expect(outcomes('slow piano at 60 bpm')).toMatchObject({ slow: 'honoured' }));
  test('one that does not is told', () =>
    expect(outcomes('fast piano at 60 bpm')).toMatchObject({ fast: 'ignored' }));
});

describe('keys', () => {
  test.each([
    'A major brand needs techno',
    'something in a minor mood, lo-fi',
    'techno para mi mayor deseo',
  ])('%s', (text) => expect(understood(text).origins['key']).toBe('style-default'));
  test.each([
    ['techno in A minor', 'A', 'minor'],
    ['A minor, slow techno', 'A', 'minor'],
    ['lo-fi in a minor with strings', 'A', 'minor'],
    ['una canción en mi mayor', 'E', 'major'],
  ])('%s', (text, tonic, mode) => expect(understood(text).key).toEqual({ tonic, mode }));
});

describe('names', () => {
  test.each([
    'ambient inspired by old photographs',
    'reminiscent of childhood memories',
    'ein Stück, inspiriert von Fotografien',
    'Techno mit Retro-Sound',
    'a Vintage Style beat',
  ])('%s', (text) =>
    expect(
      (understood(text).understanding ?? []).filter(({ field }) => field === 'person'),
    ).toEqual([]),
  );
  test.each(['in the style of zorblax', 'something like Zorblax', 'im Stil von Zorblax'])(
    '%s',
    (text) =>
      expect(
        (understood(text).understanding ?? []).filter(({ field }) => field === 'person'),
      ).toHaveLength(1),
  );
});

describe('quotation marks', () => {
  test('a brief in quotation marks is read', () =>
    expect(understood('"dark techno with heavy bass"')).toMatchObject({
      style: 'techno',
    }));
  test('apostrophes quote nothing', () =>
    expect(understood("A '90s techno beat for the kids' party").style).toBe('techno'));
  test('lyrics in a brief are not read', () =>
    expect(
      understood('calm lo-fi with the words "we are running wild and free tonight my love"').mood,
    ).toBe('calm'));
});

test('"moody" and "progressive" are wishes', () => {
  expect(understood('moody techno').mood).toBe('dark');
  expect(outcomes('progressive techno')).toHaveProperty('progressive');
});
