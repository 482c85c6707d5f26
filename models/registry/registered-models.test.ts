import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Brief, ModelId, modelIdOf } from '@fermata/contracts/values';
import { theoryModelOf } from '@fermata/music';
import { openModels } from '../model-registry.ts';
import { readEncoderManifest } from '../text-encoder/encoder-files.ts';
import { registeredModels } from './registered-models.ts';

const LANGUAGE_MODEL = {
  api: 'gemini',
  ...{ model: 'gemini-2.5-flash', priceMicros: 2000, timeoutMs: 8000 },
} as const;
const ids = (models: ReturnType<typeof registeredModels>) => models.map(modelIdOf);

test('every model has an id of its own and a card', () => {
  const models = registeredModels(LANGUAGE_MODEL);
  expect(new Set(ids(models)).size).toBe(models.length);
  for (const model of models) {
    expect(ModelId.safeParse(modelIdOf(model)).success).toBe(true);
    expect(existsSync(join(import.meta.dirname, '../..', model.card)), model.card).toBe(true);
  }
});

test('the models that make tracks are registered under the names that records have', async () => {
  const registered = ids(registeredModels());
  const { interpreter } = await openModels().interpreter.interpret(Brief.parse({ text: 'lo-fi' }));
  expect(registered).toContain(modelIdOf(interpreter));
  expect(registered).toContain(modelIdOf(theoryModelOf({ sha256: 'a'.repeat(64) })));
  const encoder = registeredModels().find(({ sha256 }) => sha256 !== null);
  expect(encoder).toMatchObject({
    ...{ name: readEncoderManifest().name, sha256: readEncoderManifest().sha256 },
  });
});

test('the language model is registered where it is configured, as remote, at its price and limit', () => {
  expect(registeredModels(null)).toEqual(registeredModels());
  expect(registeredModels(LANGUAGE_MODEL).at(-1)).toMatchObject({
    ...{ name: 'gemini-2.5-flash', version: 'gemini', place: 'remote', latencyMs: 8000 },
    price: { micros: 2000 },
  });
  const { sha256 } = registeredModels(LANGUAGE_MODEL).at(-1) ?? {};
  const other = registeredModels({ ...LANGUAGE_MODEL, api: 'openai' }).at(-1);
  expect(other?.sha256).not.toBe(sha256);
});
