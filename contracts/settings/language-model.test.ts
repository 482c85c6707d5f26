import { expect, test } from 'vitest';
import { languageModelFromEnvironment } from './language-model.ts';

test('there is no language model unless one is named', () => {
  expect(languageModelFromEnvironment({})).toBeNull();
  expect(languageModelFromEnvironment({ FERMATA_LLM_KEY: 'secret' })).toBeNull();
});

test('an API and a model suffice; prices are in millionths', () => {
  expect(
    languageModelFromEnvironment({ FERMATA_LLM_API: 'ollama', FERMATA_LLM_MODEL: 'qwen3:4b' }),
  ).toEqual({
    api: 'ollama',
    model: 'qwen3:4b',
    url: 'http://127.0.0.1:11434',
    key: undefined,
    allowedHosts: [],
    timeoutMs: 8000,
    priceMicros: 2000,
    dayBudgetMicros: 1_000_000,
  });
  expect(
    languageModelFromEnvironment({
      FERMATA_LLM_API: 'openai',
      FERMATA_LLM_MODEL: 'x/y',
      FERMATA_LLM_URL: 'https://models.example/v1/',
      FERMATA_LLM_PRICE: '0.01',
      FERMATA_LLM_BUDGET: '0',
    }),
  ).toMatchObject({ url: 'https://models.example/v1', priceMicros: 10_000, dayBudgetMicros: 0 });
});

test.each([
  [{ FERMATA_LLM_API: 'openai' }, 'FERMATA_LLM_MODEL must be set'],
  [{ FERMATA_LLM_API: 'gemini', FERMATA_LLM_MODEL: 'g' }, 'FERMATA_LLM_KEY must be set'],
  [{ FERMATA_LLM_API: 'claude' }, 'FERMATA_LLM_API must be one of gemini, openai, ollama'],
  [{ FERMATA_LLM_HOSTS: 'nonsense' }, 'FERMATA_LLM_HOSTS must be host:port pairs'],
  [{ FERMATA_LLM_KEY: 'two words' }, 'FERMATA_LLM_KEY must be printable ASCII'],
])('%j is refused without its value', (env, message) => {
  expect(() => languageModelFromEnvironment(env)).toThrow(message);
  expect(() => languageModelFromEnvironment(env)).not.toThrow(/nonsense|two words|claude/);
});
