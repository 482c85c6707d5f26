import { expect, test } from 'vitest';
import type { PreviewWithAudio } from '@fermata/domain/preview';
import { samplePreviewFacts } from '../../../contracts/testing/sample-preview-facts.ts';
import { PreviewCache } from './preview-cache.ts';

const engine = 'e'.repeat(64);
function preview(name: string, { bytes = 10, style = 'lo-fi' as const } = {}): PreviewWithAudio {
  return {
    previewId: `prv_${name}`,
    prompt: { style, seed: 1, takes: [], durationSeconds: 30 },
    promptSha256: name,
    made: samplePreviewFacts(engine, style),
    wav: new Uint8Array(bytes),
  };
}

test('a project finds its own previews by id and prompt, and only of the current engine', () => {
  const cache = new PreviewCache(100, 60_000, () => 1);
  cache.put('default', preview('a'));
  expect(cache.find('default', 'prv_a')).toBeDefined();
  expect(cache.find('other', 'prv_a')).toBeUndefined();
  expect(cache.findByPrompt('default', 'a', engine)).toBeDefined();
  expect(cache.findByPrompt('default', 'a', null)).toBeDefined();
  expect(cache.findByPrompt('default', 'a', 'f'.repeat(64))).toBeUndefined();
  expect(cache.nearest('other', {})).toBeUndefined();
});

test("one busy project does not empty the others'", () => {
  const cache = new PreviewCache(40, 60_000, () => 1);
  cache.put('quiet', preview('quiet'));
  for (const name of ['a', 'b', 'c', 'd', 'e']) cache.put('default', preview(name));
  expect(cache.bytes).toBe(40);
  expect(cache.find('quiet', 'prv_quiet')).toBeDefined();
  expect(['a', 'b', 'c', 'd', 'e'].filter((name) => cache.find('default', `prv_${name}`))).toEqual([
    'c',
    'd',
    'e',
  ]);
});

test('keeps its limit of bytes by evicting the least recently used preview, with its prompt', () => {
  const cache = new PreviewCache(30, 60_000, () => 1);
  for (const name of ['a', 'b', 'c']) cache.put('default', preview(name));
  cache.find('default', 'prv_a');
  cache.put('default', preview('d'));
  expect(cache.bytes).toBe(30);
  expect(cache.find('default', 'prv_b')).toBeUndefined();
  expect(cache.findByPrompt('default', 'b', null)).toBeUndefined();
  expect(cache.find('default', 'prv_a')).toBeDefined();
  cache.put('default', preview('huge', { bytes: 31 }));
  expect(cache.find('default', 'prv_huge')).toBeUndefined();
});

test('a preview that is unused for the retention is evicted; a used one stays', () => {
  let nowMs = 1;
  const cache = new PreviewCache(100, 60_000, () => nowMs);
  for (const name of ['unused', 'used']) cache.put('default', preview(name));
  nowMs += 60_000;
  expect(cache.find('default', 'prv_used')).toBeDefined();
  nowMs += 1;
  expect(cache.nearest('default', {})?.preview.previewId).toBe('prv_used');
  expect(cache.findByPrompt('default', 'unused', null)).toBeUndefined();
  expect(cache.find('default', 'prv_unused')).toBeUndefined();
  nowMs += 60_000;
  expect(cache.nearest('default', {})).toBeUndefined();
  expect(cache.find('default', 'prv_used')).toBeUndefined();
});
