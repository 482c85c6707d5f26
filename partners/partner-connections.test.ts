import { expect, test } from 'vitest';
import { partnersFromEnvironment } from './partner-connections.ts';

test('every partner of the environment, by its name', () => {
  expect(
    partnersFromEnvironment({
      PARTNER_SANDBOX_URL: 'http://127.0.0.1:4102',
      PARTNER_SANDBOX_API_KEY: 'key',
      PARTNER_SANDBOX_WEBHOOK_SECRET: 'whsec_x',
      PARTNER_BIG_SHOP_URL: 'https://shop.example/fermata',
      PARTNER_BIG_SHOP_API_KEY: 'other',
      PARTNER_BIG_SHOP_REQUESTS_PER_SECOND: '2.5',
      PARTNER_EMPTY_URL: '',
      SANDBOX_URL: 'x',
      HOME: '/root',
    }),
  ).toEqual({
    sandbox: { kind: 'http-v1', url: 'http://127.0.0.1:4102', apiKey: 'key' },
    'big-shop': {
      kind: 'http-v1',
      url: 'https://shop.example/fermata',
      apiKey: 'other',
      requestsPerSecond: 2.5,
    },
  });
  expect(partnersFromEnvironment({})).toEqual({});
});

test.each([
  [
    {
      PARTNER_A_URL: 'https://shop.example',
      PARTNER_A_API_KEY: 'k',
      PARTNER_A_REQUESTS_PER_SECOND: '0',
    },
    'PARTNER_A_REQUESTS_PER_SECOND must be a number from 1 to 1000',
  ],
  [
    { PARTNER_A_URL: 'http://shop.example', PARTNER_A_API_KEY: 'k' },
    'PARTNER_A_URL must be an https address',
  ],
  [
    { PARTNER_A_URL: 'https://user:pw@shop.example', PARTNER_A_API_KEY: 'k' },
    'PARTNER_A_URL must be',
  ],
  [{ PARTNER_A_URL: 'https://shop.example?x=1', PARTNER_A_API_KEY: 'k' }, 'PARTNER_A_URL must be'],
  [{ PARTNER_A_URL: 'file:///etc/passwd', PARTNER_A_API_KEY: 'k' }, 'PARTNER_A_URL must be'],
  [{ PARTNER_A_URL: 'https://shop.example' }, 'PARTNER_A_API_KEY must be set'],
  [
    { PARTNER_A_URL: 'https://shop.example', PARTNER_A_API_KEY: 'two words' },
    'PARTNER_A_API_KEY must be set',
  ],
  [
    { PARTNER_1_URL: 'https://shop.example', PARTNER_1_API_KEY: 'k' },
    'PARTNER_1_URL must name a partner',
  ],
])('%j is rejected with one sentence', (env, sentence) => {
  expect(() => partnersFromEnvironment(env)).toThrow(sentence);
});
