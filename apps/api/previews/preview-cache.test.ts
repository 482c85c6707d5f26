import { expect, test } from 'vitest';
import { PreviewFacts } from '@fermata/contracts/http';
import { type CachedPreview, PreviewCache } from './preview-cache.ts';

const engine = 'e'.repeat(64);
function preview(
  name: string,
  { projectId = 'default', bytes = 10, style = 'lo-fi' as const } = {},
): CachedPreview {
  const intent = {
    text: style,
    style,
    mood: 'warm',
    tempoBpm: 80,
    key: { tonic: 'C', mode: 'major' },
    durationSeconds: 30,
    energy: 0.5,
    withoutParts: [],
    use: 'commercial',
    language: 'und',
    interpreter: { name: 'x', version: '1' },
    origins: {},
    notes: [],
  };
  const recipe = {
    schema: 'fermata.recipe/2',
    engine: { version: '1', sha256: engine },
    model: { name: 'x', version: '1', sha256: engine, licence: 'x' },
    seed: 1,
    composition: {
      style,
      mood: 'warm',
      tempoBpm: 80,
      key: intent.key,
      durationSeconds: 30,
      energy: 0.5,
      parts: ['bass'],
    },
    render: { sampleRate: 48_000, bitDepth: 24 },
    master: { targetLufs: -14, ceilingDbtp: -1 },
    samples: [],
    motifs: [],
  };
  const timings = { waited: 0, composed: 0, rendered: 0, mixed: 0, total: 0 };
  const made = PreviewFacts.parse({
    engineSha256: engine,
    recipeId: engine,
    recipe,
    intent,
    sha256: 'a'.repeat(64),
    durationSeconds: 8,
    sampleRate: 24_000,
    figures: { durationSeconds: 8, integratedLufs: -18, peakDbfs: -6 },
    parts: [],
    timings,
  });
  return {
    projectId,
    previewId: `prv_${name}`,
    prompt: { style, seed: 1, takes: [], durationSeconds: 30 },
    promptSha256: name,
    made,
    wav: new Uint8Array(bytes),
  };
}

test('a project finds its own by id and prompt, and only of the engine that runs', () => {
  const shelf = new PreviewCache(100);
  shelf.put(preview('a'));
  expect(shelf.find('default', 'prv_a')).toBeDefined();
  expect(shelf.find('other', 'prv_a')).toBeUndefined();
  expect(shelf.findByPrompt('default', 'a', engine)).toBeDefined();
  expect(shelf.findByPrompt('default', 'a', null)).toBeDefined();
  expect(shelf.findByPrompt('default', 'a', 'f'.repeat(64))).toBeUndefined();
  expect(shelf.nearest('other', {})).toBeUndefined();
});

test("one busy project does not empty the others'", () => {
  const shelf = new PreviewCache(40);
  shelf.put(preview('quiet', { projectId: 'quiet' }));
  for (const name of ['a', 'b', 'c', 'd', 'e']) shelf.put(preview(name));
  expect(shelf.bytes).toBe(40);
  expect(shelf.find('quiet', 'prv_quiet')).toBeDefined();
  expect(['a', 'b', 'c', 'd', 'e'].filter((name) => shelf.find('default', `prv_${name}`))).toEqual([
    'c',
    'd',
    'e',
  ]);
});

test('never holds more bytes than it may; what was not used for longest goes, with its prompt', () => {
  const shelf = new PreviewCache(30);
  for (const name of ['a', 'b', 'c']) shelf.put(preview(name));
  shelf.find('default', 'prv_a');
  shelf.put(preview('d'));
  expect(shelf.bytes).toBe(30);
  expect(shelf.find('default', 'prv_b')).toBeUndefined();
  expect(shelf.findByPrompt('default', 'b', null)).toBeUndefined();
  expect(shelf.find('default', 'prv_a')).toBeDefined();
  shelf.put(preview('huge', { bytes: 31 }));
  expect(shelf.find('default', 'prv_huge')).toBeUndefined();
});
