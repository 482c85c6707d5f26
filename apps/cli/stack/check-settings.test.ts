import { expect, it } from 'vitest';
import { CommandError } from '../command-error.ts';
import { checkSettings } from './check-settings.ts';

it.each([
  [{ FERMATA_API_PORT: 'abc' }, 'FERMATA_API_PORT is "abc"'],
  [{ FERMATA_S3_PORT: '4100' }, 'FERMATA_API_PORT and FERMATA_S3_PORT are both 4100'],
  [{ S3_ENDPOINT: 'http://s3' }, 'S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set'],
  [{ DATABASE_URL: 'secret' }, 'DATABASE_URL must be an address such as postgresql://'],
])('%o is a usage error with one sentence', (env, sentence) => {
  try {
    checkSettings(env);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(sentence);
    expect(error.message).not.toContain('secret');
    return;
  }
  throw new Error('no error');
});

it('accepts valid settings', () =>
  expect(() =>
    checkSettings({
      FERMATA_API_PORT: '0',
      DATABASE_URL: 'postgresql://a:b@127.0.0.1/c',
      S3_ENDPOINT: '',
    }),
  ).not.toThrow());
