import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Brief, Intent } from '@fermata/contracts/values';
import { planRecipes } from '../engine/plan-recipes.ts';
import { interpretBrief } from './interpret-brief.ts';
import { reviseIntent } from './revise-intent.ts';

const before = interpretBrief(
  Brief.parse({
    text: 'happy lo-fi',
    tempoBpm: 80,
    energy: 0.5,
    key: { tonic: 'G', mode: 'major' },
  }),
);

test('a note changes the substyle, and another style brings its own', () => {
  const beat = interpretBrief(Brief.parse({ text: 'a boom bap beat', energy: 0.4 }));
  const trap = reviseIntent(beat, 'make it trap');
  expect(trap).toMatchObject({ style: 'hip-hop', substyle: 'trap', tempoBpm: beat.tempoBpm });
  expect(trap.origins.substyle).toBe('reviewer-note');
  expect(reviseIntent(trap, 'more energy')).toMatchObject({ substyle: 'trap' });
  expect(reviseIntent(trap, 'make it techno')).toMatchObject({
    style: 'techno',
    substyle: 'minimal',
  });
  expect(reviseIntent(trap, 'make it lo-fi').substyle).toBeUndefined();
});

describe('a reviewer’s note changes what it names', () => {
  test.each([
    ['slower', { tempoBpm: 70 }],
    ['much slower please', { tempoBpm: 63 }],
    ['etwas schneller', { tempoBpm: 85 }],
    ['faster, 100 bpm', { tempoBpm: 100 }],
    ['darker', { mood: 'dark', key: { tonic: 'G', mode: 'minor' } }],
    ['in minor', { key: { tonic: 'G', mode: 'minor' } }],
    ['try D minor', { key: { tonic: 'D', mode: 'minor' } }],
    ['no drums', { withoutParts: ['drums'] }],
    ['faster please, and no drums', { withoutParts: ['drums'] }],
    ['more energy', { energy: 0.7 }],
    ['a bit less energy', { energy: 0.4 }],
    ['warmer', { mood: 'warm' }],
    ['make it synthwave', { style: 'synthwave' }],
    ['cut it to 45 seconds', { durationSeconds: 45 }],
  ])('%s', (note, wanted) => {
    const after = reviseIntent(before, note);
    expect(after).toMatchObject(wanted);
    for (const field of Object.keys(wanted)) expect(after.origins[field]).toBe('reviewer-note');
    const untouched = [
      'style',
      'mood',
      'tempoBpm',
      'key',
      'durationSeconds',
      'energy',
      'withoutParts',
    ].filter((field) => after.origins[field] !== 'reviewer-note');
    for (const field of untouched) expect(after[field]).toEqual(before[field]);
    expect(after.text).toBe(before.text);
  });
});

test('an excluded part can come back', () => {
  const without = reviseIntent(before, 'no drums, no lead');
  expect(without.withoutParts).toEqual(['drums', 'lead']);
  expect(reviseIntent(without, 'bring back the drums').withoutParts).toEqual(['lead']);
});

test('a note without known words changes nothing, with the reason', () => {
  const after = reviseIntent(before, 'hmm, I am not sure');
  expect(after).toMatchObject({
    style: before.style,
    mood: before.mood,
    tempoBpm: before.tempoBpm,
    energy: before.energy,
  });
  expect(after.notes.at(-1)).toContain('another take');
});

test('any sequence of notes gives a valid intent', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 200 }),
          fc.constantFrom(
            'much slower',
            'far faster',
            'more energy',
            'no bass',
            'no drums no bass no chords no lead no pad',
            '1 second',
          ),
        ),
        { minLength: 1, maxLength: 25 },
      ),
      (notes) => {
        let intent = before;
        for (const note of notes) intent = Intent.parse(reviseIntent(intent, note));
        const [recipe] = planRecipes({
          intent,
          count: 1,
          engine: { version: 'test', sha256: 'e'.repeat(64) },
          model: { name: 'test', version: '1', sha256: 'e'.repeat(64), licence: 'test' },
          trackSeed: 1,
          version: 1,
        });
        expect(recipe?.composition.parts.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 80 },
  );
}, 30_000);

describe('a note that asks for a remake of one part', () => {
  test.each([
    ['another bass', 'bass'],
    ['Make the bass again, please.', 'bass'],
    ['redo the drums', 'drums'],
    ['a different melody', 'lead'],
    ['another take of the lead', 'lead'],
    ['new bass line please', 'bass'],
    ['das Schlagzeug bitte nochmal', 'drums'],
    ['einen anderen Bass', 'bass'],
  ] as const)('%s', (note, part) => {
    const after = reviseIntent(before, note);
    expect(after.remake).toEqual({ part });
    for (const field of [
      'style',
      'mood',
      'tempoBpm',
      'key',
      'durationSeconds',
      'energy',
      'withoutParts',
      'text',
    ])
      expect(after[field]).toEqual(before[field]);
    expect(after.notes.at(-1)).toContain('made again');
  });

  test.each([
    'another bass, and slower',
    'the bass is too loud',
    'no bass',
    'more bass',
    'hmm, again',
    'make it again',
  ])('is not: %s', (note) => {
    expect(reviseIntent(before, note).remake).toBeUndefined();
  });

  test('is cleared by the next note', () => {
    const after = reviseIntent(reviseIntent(before, 'another bass'), 'slower');
    expect([after.remake, after.tempoBpm]).toEqual([undefined, 70]);
  });

  test('a remake requested in a form leaves the intent unchanged, whatever the note says', () => {
    const after = reviseIntent(before, 'much slower, no drums', { part: 'bass', section: 2 });
    expect(after).toMatchObject({
      remake: { part: 'bass', section: 2 },
      tempoBpm: 80,
      withoutParts: [],
    });
    expect(after.notes.at(-1)).toBe(
      'the bass in section 2: made again, as the reviewer asks; everything else stays',
    );
  });
});
