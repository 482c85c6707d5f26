import { describe, expect, test } from 'vitest';
import {
  Brief,
  type Intent,
  type PartName,
  type Recipe,
  type Score,
  STYLES,
} from '@fermata/contracts/values';
import { recipeOf, scoreOf } from '../../edits/testing/composed.ts';
import { interpretBrief } from '../interpret-brief.ts';
import { factsOf, type InstrumentName } from '../words/instruments.ts';

interface Played {
  readonly intent: Intent;
  readonly recipe: Recipe;
  readonly score: Score;
}

/** A brief of 40 s, as it is understood, planned and composed. */
function played(text: string, more: Record<string, unknown> = {}): Played {
  const brief = { text, durationSeconds: 40, tempoBpm: 80, seed: 7, ...more };
  const recipe = recipeOf(brief);
  return { intent: interpretBrief(Brief.parse(brief)), recipe, score: scoreOf(recipe) };
}
const startsOf = ({ score }: Played, name: PartName): number[] =>
  score.parts.find((part) => part.name === name)?.notes.map(({ start }) => start) ?? [];
const wishOf = ({ intent }: Played, field: string) =>
  intent.understanding?.find((wish) => wish.field === field);

describe('a part is silent where the brief does not want it', () => {
  test.each<[string, PartName, (second: number) => boolean]>([
    ['lo-fi, no drums in the first 10 seconds', 'drums', (second) => second < 9.9],
    ['Lo-Fi, kein Schlagzeug in den ersten 10 Sekunden', 'drums', (second) => second < 9.9],
    ['lo-fi, no bass in the last 8 seconds', 'bass', (second) => second >= 32],
    ['lo-fi, no lead in the first half', 'lead', (second) => second < 19.9],
    ['lo-fi, drums from 0:20', 'drums', (second) => second < 19.9],
    ['lo-fi, drums only in the second half', 'drums', (second) => second < 19.9],
    [
      'lo-fi, no drums between 10 and 20 seconds',
      'drums',
      (second) => second > 10 && second < 19.9,
    ],
    ['lo-fi, drums from 0:10 to 0:20', 'drums', (second) => second < 9.9 || second >= 20],
    ['lo-fi, Bass zwischen 0:10 und 0:30', 'bass', (second) => second < 9.9 || second >= 30],
    ['lo-fi, sans basse pendant les 10 premières secondes', 'bass', (second) => second < 9.9],
    ['lo-fi, no bass until the drop at 0:20', 'bass', (second) => second < 19.9],
    ['lo-fi that starts without drums', 'drums', (second) => second < 19.9],
  ])('%s', (text, part, isSilent) => {
    const piece = played(text);
    const starts = startsOf(piece, part);
    expect(starts.filter(isSilent)).toEqual([]);
    expect(starts.length).toBeGreaterThan(0);
    expect(wishOf(piece, 'presence')).toMatchObject({ outcome: 'honoured', value: part });
  });

  test('and plays as usual elsewhere, with all other parts unchanged', () => {
    const usual = played('lo-fi');
    const piece = played('lo-fi, no drums in the first 10 seconds');
    const late = (second: number): boolean => second > 10;
    expect(startsOf(piece, 'drums').filter(late)).toEqual(startsOf(usual, 'drums').filter(late));
    expect(startsOf(usual, 'drums').some((second) => second < 9)).toBe(true);
    for (const { name, notes } of usual.score.parts)
      if (name !== 'drums')
        expect(piece.score.parts.find((part) => part.name === name)?.notes).toEqual(notes);
  });

  test('in two times', () => {
    const piece = played(
      'lo-fi, no drums in the first 10 seconds and no drums in the last 10 seconds',
    );
    const starts = startsOf(piece, 'drums');
    expect(starts.filter((second) => second < 9.9 || second >= 30)).toEqual([]);
    expect(starts.length).toBeGreaterThan(0);
    expect(piece.intent.understanding?.filter(({ field }) => field === 'presence')).toMatchObject([
      { outcome: 'honoured' },
      { outcome: 'honoured' },
    ]);
  });

  test('a part that the style lacks, and a time after the end, are impossible', () => {
    expect(wishOf(played('classical, drums from 0:20'), 'presence')).toMatchObject({
      outcome: 'impossible',
      reason: 'classical has no drums part here',
    });
    expect(wishOf(played('lo-fi, drums from 0:50'), 'presence')).toMatchObject({
      outcome: 'impossible',
      reason: 'the piece ends before, at 40 s',
    });
  });

  test('a field that leaves the part out decides', () => {
    const piece = played('lo-fi, drums from 0:20', { withoutParts: ['drums'] });
    expect(startsOf(piece, 'drums')).toEqual([]);
    expect(wishOf(piece, 'presence')).toMatchObject({ outcome: 'impossible' });
  });
});

test('a part plays from a second on, even where the style would leave it out', () => {
  const piece = played('lo-fi, strings, pads from 0:02');
  const bar = (piece.score.beatsPerBar * 60) / piece.score.tempoBpm;
  const starts = startsOf(piece, 'pad');
  expect(Math.min(...starts)).toBeGreaterThanOrEqual(1.9);
  expect(Math.min(...starts)).toBeLessThan(2 + 2 * bar);
});

describe('a fade-out', () => {
  test.each([
    ['lo-fi that fades out', 6],
    ['lo-fi, fade out over 10 seconds', 10],
    ['lo-fi with a 12 second fade out', 12],
    ['lo-fi, fade out over the last 8 seconds', 8],
    ['lo-fi, fades out from 0:30', 10],
    ['Lo-Fi, am Ende ausblenden', 6],
    ['lo-fi, fades out slowly over the last 9 seconds', 9],
    ['lo-fi with a slow fade out', 6],
  ])('%s', (text, seconds) => {
    const piece = played(text);
    expect(piece.recipe.edits).toEqual([{ op: 'fade', seconds }]);
    expect(piece.recipe.composition.energyCurve).toBeUndefined();
    expect(wishOf(piece, 'fade')).toMatchObject({ outcome: 'honoured', value: `${seconds} s` });
  });

  test('is no length of the piece', () => {
    const brief = Brief.parse({ text: 'lo-fi with a 12 second fade out' });
    expect(interpretBrief(brief)).toMatchObject({ durationSeconds: 30, fade: 12 });
  });

  test('of a loop is impossible', () => {
    const piece = played('lo-fi loop that fades out');
    expect(piece.recipe.edits).toBeUndefined();
    expect(wishOf(piece, 'fade')).toMatchObject({
      outcome: 'impossible',
      reason: 'it is a loop, which has no end to fade',
    });
  });

  test('is not a fade-in, and is excluded by "no fade"', () => {
    for (const text of ['lo-fi, fade in', 'lo-fi, no fade out'])
      expect(played(text).recipe.edits).toBeUndefined();
    expect(played('lo-fi, fade in').intent.understanding?.at(-1)).toMatchObject({
      quote: 'fade in',
      outcome: 'impossible',
    });
  });
});

describe('a part is as loud as the brief wants it', () => {
  test.each<[string, PartName, number]>([
    ['lo-fi with quiet drums', 'drums', -4],
    ['lo-fi, less drums', 'drums', -4],
    ['lo-fi, drums not too loud', 'drums', -4],
    ['lo-fi, no loud drums please', 'drums', -4],
    ['lo-fi, the drums should be a bit quieter', 'drums', -4],
    ['lo-fi, bass boosted', 'bass', 4],
    ['lo-fi with a loud bass', 'bass', 4],
    ['Lo-Fi mit leisem Schlagzeug', 'drums', -4],
    ['lo-fi con batería discreta', 'drums', -4],
  ])('%s', (text, part, db) => {
    const piece = played(text);
    expect(piece.score.parts.find(({ name }) => name === part)?.levelDb).toBe(db);
    expect(piece.intent.withoutParts).toEqual([]);
    expect(wishOf(piece, 'levels')).toMatchObject({ outcome: 'honoured' });
  });

  test('beside another word, "quiet" is a mood and "loud" energy', () => {
    expect(played('quiet lo-fi').intent).toMatchObject({ mood: 'calm' });
    expect(played('quiet lo-fi').recipe.edits).toBeUndefined();
    expect(played('lo-fi with drums and a quiet piano').intent.levels).toBeUndefined();
  });
});

describe('a named instrument plays if its list says so, in whatever seed', () => {
  const INSTRUMENTS: readonly InstrumentName[] = [
    ...(['piano', 'electric piano', 'strings', 'saxophone', 'flute', 'organ', 'synth'] as const),
    ...(['acoustic guitar', 'vibraphone', 'brass', 'double bass'] as const),
  ];
  test.each(STYLES)('%s', (style) => {
    for (const name of INSTRUMENTS) {
      const { label, playedBy } = factsOf(name);
      const outcomes = [3, 4].map((seed) => {
        const piece = played(`a piece with ${label}`, { style, seed, durationSeconds: 20 });
        const plays = piece.score.parts.some(
          ({ instrument, notes }) => playedBy?.test(instrument) === true && notes.length > 0,
        );
        const wish = wishOf(piece, 'instruments');
        if (wish?.outcome === 'honoured') expect([label, plays]).toEqual([label, true]);
        return wish?.outcome;
      });
      expect(['honoured', 'impossible']).toContain(outcomes[0]);
      expect(outcomes[1]).toBe(outcomes[0]);
    }
  });

  test('two instruments of the same part cannot both play', () => {
    const { intent } = played('jazz trio with piano and organ');
    const wishes = intent.understanding?.filter(({ field }) => field === 'instruments') ?? [];
    expect(wishes.map(({ outcome }) => outcome)).toContain('honoured');
    for (const wish of wishes) expect(wish.reason).not.toBe('');
  });
});

describe('what is not wanted is said as it is', () => {
  test.each([
    ['lo-fi, no accent at 0:30', 'honoured'],
    ['lo-fi, no drop at 0:30', 'honoured'],
    ['pop, no drop at 0:30', 'approximated'],
  ])('%s', (text, outcome) => {
    const piece = played(text);
    expect(piece.recipe.composition.hits).toBeUndefined();
    expect(wishOf(piece, 'hits')).toMatchObject({ outcome });
  });

  test('a hit of a field decides', () => {
    const piece = played('lo-fi, no drop at 0:30', { hits: [{ second: 30, event: 'drop' }] });
    expect(wishOf(piece, 'hits')).toMatchObject({
      outcome: 'ignored',
      reason: 'the field hits decides: a drop comes at 30 s',
    });
  });
});
