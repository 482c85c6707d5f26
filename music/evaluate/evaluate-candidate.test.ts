import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Brief, PART_NAMES, type PartName } from '@fermata/contracts/values';
import { theoryComposer } from '../compose/theory-composer.ts';
import { type ComposedPiece, type Engine, openEngine, type Sketch } from '../engine/open-engine.ts';
import { interpretBrief } from '../interpret/interpret-brief.ts';
import { builtEngine, recipeFor } from '../testing/built-engine.ts';
import { evaluateCandidate } from './evaluate-candidate.ts';
import { tagsFor } from './tags-for.ts';
import { titlesFor } from './titles-for.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

const slow = { text: 'slow calm lo-fi', durationSeconds: 20 };
const fast = { text: 'fast driving synthwave', durationSeconds: 20 };
const slowIntent = interpretBrief(Brief.parse(slow));
const fastIntent = interpretBrief(Brief.parse(fast));

let engine: Engine;
const sketchFigures: Record<string, ComposedPiece & Pick<Sketch, 'figures'>> = {};
const piece = (name: 'slow' | 'fast') => {
  const found = sketchFigures[name];
  if (!found) throw new Error(`no piece ${name}`);
  return found;
};

beforeAll(async () => {
  const build = await builtEngine();
  engine = await openEngine({ ...build, processes: 1 });
  for (const [name, brief] of [
    ['slow', slow],
    ['fast', fast],
  ] as const) {
    const recipe = recipeFor(build, brief);
    const composed = await engine.compose(recipe);
    sketchFigures[name] = {
      ...composed,
      figures: (await engine.sketch(recipe, composed.score)).figures,
    };
  }
});
afterAll(() => engine.close());

test('a candidate that matches the request has a high rating', () => {
  expect(
    evaluateCandidate(slowIntent, piece('slow').score, piece('slow').figures).rating,
  ).toBeGreaterThan(0.85);
  expect(
    evaluateCandidate(fastIntent, piece('fast').score, piece('fast').figures).rating,
  ).toBeGreaterThan(0.85);
});

test('a slow lo-fi candidate has a low rating for a fast synthwave intent, and vice versa', () => {
  const slowAgainstFast = evaluateCandidate(fastIntent, piece('slow').score, piece('slow').figures);
  const fastAgainstSlow = evaluateCandidate(slowIntent, piece('fast').score, piece('fast').figures);
  for (const wrong of [slowAgainstFast, fastAgainstSlow]) {
    expect(wrong.rating).toBeLessThan(0.55);
    for (const name of ['tempo', 'style', 'density'])
      expect(
        wrong.criteria.find((criterion) => criterion.name === name)?.rating,
        name,
      ).toBeLessThan(0.6);
  }
});

test('the styles are distinguishable by their sound', () => {
  expect(piece('fast').figures.centroidHz).toBeGreaterThan(1.8 * piece('slow').figures.centroidHz);
  expect(piece('fast').figures.highShare).toBeGreaterThan(5 * piece('slow').figures.highShare);
});

test('an excluded part that plays anyway lowers the rating', () => {
  const without = { ...slowIntent, withoutParts: ['drums' as const] };
  const parts = evaluateCandidate(
    without,
    piece('slow').score,
    piece('slow').figures,
  ).criteria.find((criterion) => criterion.name === 'parts');
  expect(parts).toMatchObject({ rating: 0.5, detail: 'drums plays though it was excluded' });
});

test('every excluded part lowers the expected density, and some density is expected of the last one', () => {
  const expected = (withoutParts: readonly PartName[]): number => {
    const { criteria } = evaluateCandidate(
      { ...slowIntent, withoutParts: [...withoutParts] },
      piece('slow').score,
      piece('slow').figures,
    );
    const { detail = '' } = criteria.find(({ name }) => name === 'density') ?? {};
    return Number(/near ([\d.-]+)$/.exec(detail)?.[1]);
  };
  const all = expected([]);
  expect(expected(PART_NAMES.slice(0, 4))).toBeCloseTo(all / 2, 0);
  expect(expected(PART_NAMES.slice(0, -1))).toBeGreaterThan(0);
});

test('a broken sketch lowers the rating: silence and clipping are detected', () => {
  const { score, figures } = piece('slow');
  const clean = evaluateCandidate(slowIntent, score, figures);
  const broken = evaluateCandidate(slowIntent, score, {
    ...figures,
    clipped: 500,
    silentShare: 0.4,
    crestDb: 3,
  });
  expect(broken.rating).toBeLessThan(clean.rating - 0.04);
});

test('titles and tags describe the piece', () => {
  const titles = Array.from({ length: 40 }, (_, seed) => titlesFor(fastIntent, seed)[0]);
  expect(new Set(titles).size).toBeGreaterThan(20);
  expect(tagsFor(fastIntent, piece('fast').score, { durationSeconds: 20 })).toEqual(
    expect.arrayContaining(['synthwave', 'driving', 'fast', 'instrumental', 'short']),
  );
});

test.each([
  ['a form that doubles the tempo', { durationSeconds: 5.013, tempoBpm: 40 }],
  ['a loop that bends it', { durationSeconds: 7.3, tempoBpm: 40, ending: 'loop' as const }],
])('the tags have the tempo and the key of the score: %s', (_, brief) => {
  const intent = interpretBrief(Brief.parse({ text: 'warm lo-fi bed', ...brief }));
  const recipe = recipeFor(
    { version: 'test', sha256: 'a'.repeat(64) },
    { text: 'lo-fi', ...brief },
  );
  const score = theoryComposer.compose(recipe.composition, recipe.seed);
  expect(Math.abs(score.tempoBpm - intent.tempoBpm)).toBeGreaterThan(1);
  const tags = tagsFor(intent, score, { durationSeconds: brief.durationSeconds });
  expect(tags).toContain(`${Math.round(score.tempoBpm)} bpm`);
  expect(tags).toContain(`${score.key.tonic} ${score.key.mode}`);
  expect(tags.filter((tag) => tag.endsWith(' bpm'))).toHaveLength(1);
});

test('a part counts as missing only if the score has no notes of it', () => {
  const intent = { ...slowIntent, withoutParts: ['drums' as const, 'fx' as const] };
  const { score } = piece('slow');
  const tags = tagsFor(intent, score, { durationSeconds: 60 });
  expect(score.parts.map(({ name }) => name)).toContain('drums');
  expect(tags).not.toContain('no drums');
  expect(tags).toContain('no fx');
  expect(tags).not.toContain('short');
});
