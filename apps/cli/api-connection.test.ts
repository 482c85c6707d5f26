import { expect, it } from 'vitest';
import { resolveApiConnection } from './api-connection.ts';

it.each([
  [{}, 'http://127.0.0.1:4100'],
  [{ FERMATA_API_PORT: '4200' }, 'http://127.0.0.1:4200'],
  [{ FERMATA_API_PORT: '0' }, 'http://127.0.0.1:4100'],
  [{ FERMATA_API_PORT: '4200', FERMATA_API_URL: 'https://music.example' }, 'https://music.example'],
])('with %j the API is at %s; port 0 names none', async (env, url) => {
  expect(
    await resolveApiConnection(
      { FERMATA_DATA: '/nowhere', FERMATA_API_KEY: 'fmk_test', ...env },
      undefined,
      'ada',
    ),
  ).toEqual({ url, key: 'fmk_test' });
});

it('tells what is wrong with its variables', async () => {
  await expect(
    resolveApiConnection(
      { FERMATA_API_URL: 'ftp://x', FERMATA_API_PORT: 'http' },
      undefined,
      'ada',
    ),
  ).rejects.toThrow(
    'FERMATA_API_URL must be an http or https address; FERMATA_API_PORT must be a port number',
  );
});

it('knows that ports end at 65535', async () => {
  await expect(
    resolveApiConnection({ FERMATA_API_PORT: '65536' }, undefined, 'ada'),
  ).rejects.toThrow('FERMATA_API_PORT must be a port number');
});
