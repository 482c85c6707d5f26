import { describe, expect, test } from 'vitest';
import { DatabaseSettings } from './database.ts';
import { parseSettings } from './parse-settings.ts';
import { s3Options, S3Settings } from './s3.ts';
import { TemporalSettings } from './temporal.ts';
import { TokenSettings } from './token-secret.ts';

const s3 = {
  S3_ENDPOINT: 'https://s3.example',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'hush',
};

describe('parseSettings', () => {
  test('an empty variable counts as unset', () => {
    const settings = parseSettings(S3Settings, { ...s3, S3_REGION: '', S3_PUBLIC_ENDPOINT: '' });
    expect(s3Options(settings)).toEqual({
      endpoint: 'https://s3.example',
      region: 'us-east-1',
      accessKeyId: 'id',
      secretAccessKey: 'hush',
      bucket: 'fermata',
    });
    expect(
      s3Options(parseSettings(S3Settings, { ...s3, S3_PUBLIC_ENDPOINT: 'https://cdn.example' })),
    ).toMatchObject({ publicEndpoint: 'https://cdn.example' });
  });

  test.each([
    [S3Settings, {}, ['S3_ENDPOINT must', 'S3_ACCESS_KEY_ID must', 'S3_SECRET_ACCESS_KEY must']],
    [S3Settings, { ...s3, S3_BUCKET: 'Not a bucket' }, ['S3_BUCKET must be a bucket name']],
    [DatabaseSettings, {}, ['DATABASE_URL must be set']],
    [DatabaseSettings, { DATABASE_URL: 'hush' }, ['DATABASE_URL must be an address such as']],
    [TokenSettings, { FERMATA_TOKEN_SECRET: 'hush' }, ['FERMATA_TOKEN_SECRET must be 32 to 128']],
    [TemporalSettings, { TEMPORAL_ADDRESS: 'hush' }, ['TEMPORAL_ADDRESS must be host:port']],
  ])('one sentence for each invalid variable, without its value %#', (schema, env, sentences) => {
    try {
      parseSettings(schema, env);
    } catch (error) {
      const lines = error instanceof Error ? error.message.split('\n') : [];
      expect(lines).toEqual(
        sentences.map((start): unknown => expect.stringMatching(new RegExp(`^${start}`))),
      );
      expect(lines.join()).not.toContain('hush');
      return;
    }
    throw new Error('the settings are valid');
  });
});
