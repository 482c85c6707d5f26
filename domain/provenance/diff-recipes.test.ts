import { expect, it } from 'vitest';
import { MASTER_GOALS, Recipe } from '@fermata/contracts/values';
import { diffRecipes } from './diff-recipes.ts';

const recipe = Recipe.parse({
  schema: 'fermata.recipe/2',
  engine: { version: '1', sha256: 'a'.repeat(64) },
  model: { name: 'fermata-theory', version: '2', sha256: 'a'.repeat(64), licence: 'Apache-2.0' },
  seed: 7,
  composition: {
    style: 'lo-fi',
    mood: 'warm',
    tempoBpm: 84,
    key: { tonic: 'D', mode: 'dorian' },
    durationSeconds: 30,
    energy: 0.4,
    parts: ['drums', 'bass', 'lead'],
  },
  render: { sampleRate: 48_000, bitDepth: 24 },
  master: MASTER_GOALS.streaming,
  samples: [],
  motifs: [],
});
const compose = (changed: Partial<Recipe['composition']>): Recipe => ({
  ...recipe,
  composition: { ...recipe.composition, ...changed },
});
const sha = 'c'.repeat(64);

it('is empty for equal recipes', () => {
  expect(diffRecipes(recipe, structuredClone(recipe))).toEqual([]);
  expect(diffRecipes(recipe, compose({ takes: undefined, ending: undefined }))).toEqual([]);
});

it.each([
  [compose({ tempoBpm: 92 }), ['tempo 84 → 92']],
  [compose({ substyle: 'trap' }), ['substyle by energy → trap']],
  [compose({ metre: '3/4' }), ['metre by the seed → 3/4']],
  [
    compose({ style: 'house', mood: 'driving', key: { tonic: 'A', mode: 'minor' } }),
    ['style lo-fi → house', 'mood warm → driving', 'key D dorian → A minor'],
  ],
  [compose({ durationSeconds: 15, energy: 0.6 }), ['length 30 s → 15 s', 'energy 0.4 → 0.6']],
  [compose({ parts: ['bass', 'lead', 'pad'] }), ['without drums', 'with pad']],
  [compose({ ending: 'loop' }), ['ending a last chord → a seamless loop']],
  [compose({ takes: [{ part: 'bass', take: 1 }] }), ['the bass was made again (take 1)']],
  [
    compose({ takes: [{ part: 'lead', section: 2, take: 3 }] }),
    ['the lead in section 2 was made again (take 3)'],
  ],
  [
    compose({
      energyCurve: [
        { second: 0, energy: 0.2 },
        { second: 20, energy: 0.9 },
      ],
      hits: [{ second: 12.5, event: 'drop' }],
    }),
    ['energy curve none → 0:0.2,20:0.9', 'hits none → 12.5:drop'],
  ],
  [
    { ...compose({ motif: { sha256: sha, use: 'vary' } }), motifs: [sha] },
    [`with the motif ${sha.slice(0, 12)}, varied`],
  ],
  [
    { ...compose({ audioLoop: { sha256: sha, bars: 4 } }), samples: [sha] },
    [`with the audio loop ${sha.slice(0, 12)}, 4 bars`],
  ],
  [{ ...recipe, seed: 8 }, ['seed 7 → 8']],
  [
    {
      ...recipe,
      engine: { version: '2', sha256: 'b'.repeat(64) },
      model: { ...recipe.model, sha256: 'b'.repeat(64) },
    },
    ['another engine: 1 (aaaaaaaaaaaa) → 2 (bbbbbbbbbbbb)'],
  ],
  [
    { ...recipe, master: MASTER_GOALS.broadcast },
    ['master -14 LUFS/-1 dBTP (streaming) → -23 LUFS/-1 dBTP (broadcast)'],
  ],
  [
    {
      ...recipe,
      render: { ...recipe.render, soundFont: { sha256: sha, parts: ['lead'] } },
    },
    [`with the SoundFont ${sha.slice(0, 12)} for lead`],
  ],
])('describes the difference', (other, expected) => {
  expect(diffRecipes(recipe, Recipe.parse(other))).toEqual(expected);
});

it('lists edits, and of what they change nothing else', () => {
  const edits = [
    { op: 'tempo', bpm: 92 },
    { op: 'mood', mood: 'dark' },
    { op: 'remake', part: 'bass' },
    { op: 'master', targetLufs: -18 },
  ] as const;
  const edited = Recipe.parse({
    ...compose({ mood: 'dark', takes: [{ part: 'bass', take: 1 }] }),
    edits,
    master: { ...recipe.master, targetLufs: -18 },
  });
  expect(diffRecipes(recipe, edited)).toEqual([
    'tempo 92 beats a minute',
    'mood dark',
    'another take of the bass',
    'loudness -18 LUFS',
  ]);
  expect(diffRecipes(edited, { ...edited, seed: 8 })).toEqual(['seed 7 → 8']);
  expect(diffRecipes(edited, recipe)[0]).toMatch(/^edits tempo 92 beats a minute; .* → none$/);
});

it('names the old and the new take', () => {
  const [first, second] = [
    compose({ takes: [{ part: 'bass', take: 1 }] }),
    compose({ takes: [{ part: 'bass', take: 2 }] }),
  ];
  expect(diffRecipes(first, second)).toEqual(['the bass was made again (take 1 → 2)']);
  expect(diffRecipes(second, recipe)).toEqual(['the bass is the first take again (was 2)']);
});

it('reports every difference', () => {
  expect(
    diffRecipes(recipe, {
      ...recipe,
      render: { ...recipe.render, bitDepth: 16 },
    } as unknown as Recipe),
  ).toHaveLength(1);
});
