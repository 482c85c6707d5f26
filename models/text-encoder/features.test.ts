import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readEncoderManifest } from './encoder-files.ts';
import { featuresOf } from './features.ts';

const Examples = z.array(z.object({ text: z.string(), ids: z.array(z.array(z.number())) }));

test('a text has the features that the training gave it', async () => {
  const size = readEncoderManifest();
  const text = await readFile(join(import.meta.dirname, 'testing/features.json'), 'utf8');
  const examples = Examples.parse(JSON.parse(text));
  expect(examples.length).toBeGreaterThan(5);
  for (const example of examples) expect(featuresOf(example.text, size)).toEqual(example.ids);
});

test('a long text is cut off at the limits', () => {
  const size = readEncoderManifest();
  const words = featuresOf('unbelievablylongwordwithmanyletters '.repeat(200), size);
  expect(words).toHaveLength(size.mostWords);
  for (const features of words) expect(features.length).toBeLessThanOrEqual(size.mostFeatures);
});
