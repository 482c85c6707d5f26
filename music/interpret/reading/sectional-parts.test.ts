import { describe, expect, test } from 'vitest';
import { Brief, type SectionPresence } from '@fermata/contracts/values';
import { interpretBrief } from '../interpret-brief.ts';

const sectionsOf = (text: string): readonly SectionPresence[] =>
  interpretBrief(Brief.parse({ text })).sectionPresence ?? [];

const KINDS: readonly (readonly [SectionPresence, readonly string[]])[] = [
  [
    { part: 'drums', section: 'chorus', place: 'before', present: false },
    [
      ...['pop, no drums until the chorus', 'Pop, kein Schlagzeug bis zum Refrain'],
      ...['pop, pas de batterie avant le refrain', 'pop sin batería hasta el estribillo'],
      ...['pop, senza batteria fino al ritornello', 'pop, sem bateria até o refrão'],
    ],
  ],
  [
    { part: 'bass', section: 'verse', nth: 2, place: 'from', present: true },
    [
      ...['pop, the bass joins in the second verse', 'pop, bass comes in at the second verse'],
      ...['Pop, der Bass setzt in der zweiten Strophe ein'],
      ...['pop, la basse entre au deuxième couplet', 'pop, el bajo entra en la segunda estrofa'],
      ...['pop, il basso entra nella seconda strofa', 'pop, o baixo entra na segunda estrofe'],
    ],
  ],
  [
    { part: 'drums', section: 'intro', place: 'in', present: false },
    [
      ...['pop, quiet intro without drums', 'pop, no drums in the intro'],
      ...['Pop, leises Intro ohne Schlagzeug', 'Pop ohne Schlagzeug im Intro'],
      ...['pop, intro calme sans batterie', "pop, pas de batterie dans l'intro"],
      ...['pop sin batería en la intro', "pop senza batteria nell'intro"],
      'pop sem bateria na introdução',
    ],
  ],
  [
    { part: 'drums', section: 'chorus', place: 'in', present: true },
    ['pop with drums only in the chorus', 'Pop, Schlagzeug nur im Refrain'],
  ],
  [
    { part: 'lead', section: 'bridge', place: 'after', present: false },
    ['rock, no lead after the bridge', 'Rock, keine Melodie nach der Bridge'],
  ],
];

describe.each(KINDS)('%j', (wish, texts) => {
  test.each(texts)('%s', (text) => expect(sectionsOf(text)).toEqual([wish]));
});

describe('a list of parts shares its section', () => {
  test.each([
    ...[
      'pop, no drums or bass until the chorus',
      'Pop, kein Schlagzeug und kein Bass bis zum Refrain',
    ],
    ...[
      'pop, pas de batterie ni de basse avant le refrain',
      'pop sin batería ni bajo hasta el estribillo',
    ],
    ...[
      'pop, senza batteria e basso fino al ritornello',
      'pop, sem bateria nem baixo até o refrão',
    ],
  ])('%s', (text) =>
    expect(sectionsOf(text)).toEqual(
      ['drums', 'bass'].map((part) => ({
        part,
        section: 'chorus',
        place: 'before',
        present: false,
      })),
    ),
  );

  test('but not a part that is wanted beside it', () =>
    expect(sectionsOf('rock, drums, no bass until the chorus').map(({ part }) => part)).toEqual([
      'bass',
    ]));
});

test.each([
  ...['a calm podcast intro without drums', 'calm intro without drums for my podcast'],
  ...['a song about a bridge with drums', 'house with a drop and drums', 'intro with drums'],
])('no section of the piece: %s', (text) => expect(sectionsOf(text)).toEqual([]));
