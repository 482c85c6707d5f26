import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '@fermata/contracts/http';
import { type ApiHarness, KEYS, startApiHarness } from './testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

const brief = { text: 'warm lo-fi bed for a study video' };
const published = (localDateTime: string, timeZone: string) => ({
  publishOn: 'date',
  publishAt: { localDateTime, timeZone },
});
const post = (body: unknown, headers: Record<string, string> = {}) =>
  harness.ask('POST', '/v1/tracks', {
    key: KEYS.ada,
    body,
    headers: { 'idempotency-key': 'bad-input', ...headers },
  });

/** Name, body, expected status, and a pattern for the detail. */
const CASES: readonly (readonly [what: string, body: unknown, status: number, names: RegExp])[] = [
  ['no body', '', 400, /brief/],
  ['an empty object', {}, 400, /brief/],
  ['an empty text', { brief: { text: '' } }, 400, /text: must not be empty/],
  ['blank text', { brief: { text: ' \n ' } }, 400, /text: must not be empty/],
  ['a list', [], 400, /body: must be an object/],
  ['null', 'null', 400, /body: must be an object/],
  ['a number for a text', { brief: { text: 5 } }, 400, /text: must be a text/],
  [
    'a date without publishOn',
    { brief, release: { publishAt: { localDateTime: '2027-03-01T09:00', timeZone: 'UTC' } } },
    400,
    /publishAt: is allowed only with publishOn "date"/,
  ],
  [
    'a day that does not exist',
    { brief, release: published('2027-02-29T09:00', 'UTC') },
    400,
    /localDateTime: there is no date or time 2027-02-29T09:00/,
  ],
  [
    'an unknown time zone',
    { brief, release: published('2027-03-01T09:00', 'Europe/Atlantis') },
    400,
    /timeZone: there is no time zone Europe\/Atlantis/,
  ],
  [
    'a date too far away',
    { brief, release: published('2099-03-01T09:00', 'UTC') },
    400,
    /localDateTime: must be within the next two years/,
  ],
  ['an unknown style', { brief: { ...brief, style: 'polka' } }, 400, /style: .*lo-fi.*synthwave/],
  [
    '0 seconds',
    { brief: { ...brief, durationSeconds: 0 } },
    400,
    /durationSeconds: must be at least 3 seconds/,
  ],
  [
    '2 hours',
    { brief: { ...brief, durationSeconds: 7200 } },
    400,
    /durationSeconds: must be at most 600 seconds/,
  ],
  [
    'seconds as text',
    { brief: { ...brief, durationSeconds: '30' } },
    400,
    /durationSeconds: must be a number/,
  ],
  [
    'control characters',
    { brief: { text: 'warm\u0007 lo-fi' } },
    400,
    /text: must not contain control characters/,
  ],
  [
    'text with a direction override',
    { brief: { text: 'warm \u202e lo-fi' } },
    400,
    /control characters/,
  ],
  ['half a character', '{"brief":{"text":"\\ud800"}}', 400, /control characters/],
  ['an unknown field', { brief, colour: 'blue' }, 400, /colour/],
  ['a misspelt field', { brief: { ...brief, tempo: 90 } }, 400, /tempo/],
  ['9 candidates', { brief, candidates: 9 }, 400, /candidates/],
  [
    'two wrong fields',
    { brief: { ...brief, style: 'polka' }, pick: { by: 'me' } },
    400,
    /^body\.pick\.by: must be one of rating, person; body\.brief\.style: must be one of lo-fi/,
  ],
  [
    'an alternate that the style cannot have',
    { brief: { ...brief, style: 'ambient' }, alternates: ['no-drums'] },
    400,
    /alternates\.0: no-drums needs drums, and ambient has none/,
  ],
  [
    'a metre that the style does not play',
    { brief: { ...brief, style: 'house', metre: '3/4' } },
    400,
    /body\.brief\.metre: house does not play 3\/4; it plays 4\/4/,
  ],
  [
    'a metre that no style plays',
    { brief: { ...brief, metre: '11/8' } },
    400,
    /body\.brief\.metre: must be one of 2\/4, 3\/4, 4\/4, 5\/4, 6\/8, 7\/8/,
  ],
  [
    'another metre than that of the loop',
    { brief: { ...brief, metre: '3/4', audioLoop: { sha256: 'a'.repeat(64), bars: 4 } } },
    400,
    /body\.brief\.metre: must be 4\/4 with a loop, whose bars are in 4\/4/,
  ],
  [
    'an alternate without the drums that the track leaves out',
    { brief: { ...brief, withoutParts: ['drums'] }, alternates: ['no-drums'] },
    400,
    /alternates\.0: no-drums needs drums, and this track has none/,
  ],
  [
    'an unknown partner',
    { brief, release: { partners: ['nobody'] } },
    400,
    /partners\.0: there is no partner "nobody".*sandbox/,
  ],
  [
    'a prototype',
    '{"brief":{"text":"x"},"__proto__":{"admin":true}}',
    400,
    /^body: the names "__proto__" .* not allowed/,
  ],
  ['a byte order mark', '\ufeff{}', 400, /brief/],
  [
    'a name twice',
    '{"brief":{"text":"a","text":"b"}}',
    400,
    /brief\.text: this name appears twice/,
  ],
  ['32,000 levels', '['.repeat(32_000) + ']'.repeat(32_000), 400, /nested levels/],
  [
    'names up to the limit of the body',
    `{${Array.from({ length: 6500 }, (_, index) => `"k${index}":0`).join()}}`,
    400,
    /and 6495 more/,
  ],
  ['a number beyond all limits', '{"brief":{"text":"x","durationSeconds":1e999}}', 400, /brief/],
  ['the prototype of a brief', '{"brief":{"text":"x","__proto__":{"a":1}}}', 400, /not allowed/],
  [
    'the prototype of a constructor',
    '{"brief":{"text":"x","constructor":{"prototype":{"a":1}}}}',
    400,
    /not allowed/,
  ],
  ['broken JSON', '{"brief":', 400, /not valid JSON/],
  ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 400, /not UTF-8/],
  ['1 MB', { brief: { text: 'a'.repeat(1024 * 1024) } }, 413, /at most 65536 bytes/],
  ['too long a text', { brief: { text: 'a'.repeat(2001) } }, 400, /at most 2000 characters/],
];

const forged = (at: string, id: string): string =>
  Buffer.from(JSON.stringify([at, id])).toString('base64url');

describe('bad input: one clear problem each, and no workflow starts', () => {
  it.each(CASES)('%s', async (_what, body, status, names) => {
    const answer = await post(body);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const problem = Problem.parse(answer.body);
    expect(answer.status).toBe(status);
    expect(problem).toMatchObject({ status, instance: '/v1/tracks' });
    expect(problem.detail).toMatch(names);
    expect(problem.detail.length).toBeLessThan(400);
  });

  it('another content type', async () => {
    const answer = await post('brief=warm', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(Problem.parse(answer.body)).toMatchObject({
      status: 415,
      detail: 'the body must be sent as application/json',
    });
  });

  it.each(['gzip', 'br', 'x'.repeat(50)])('a body with the encoding %s', async (encoding) => {
    const answer = await post({ brief }, { 'content-encoding': encoding });
    expect(Problem.parse(answer.body)).toMatchObject({
      status: 415,
      detail: expect.stringContaining(`"${encoding.slice(0, 40)}" is not supported`),
    });
  });

  it.each([
    ['PATCH', '/v1/tracks', 'GET, HEAD, POST'],
    ['DELETE', `/v1/reviews/${'r'.repeat(20)}/approve`, 'POST'],
    ['PUT', '/health/live', 'GET, HEAD'],
  ])('%s %s: the methods of this path are named', async (method, path, allowed) => {
    const answer = await harness.ask(method, path, { key: KEYS.ada });
    expect(Problem.parse(answer.body)).toMatchObject({ status: 405 });
    expect(answer.headers.get('allow')).toBe(allowed);
  });

  it('a path without routes is not found, whatever the method', async () => {
    expect((await harness.ask('PATCH', '/v1/nothing', { key: KEYS.ada })).status).toBe(404);
  });

  it.each([
    [{ 'idempotency-key': 'two words' }],
    [{ 'idempotency-key': 'a'.repeat(201) }],
    [{ 'idempotency-key': '' }],
  ])('a key like %j', async (headers) => {
    expect(Problem.parse((await post({ brief }, headers)).body)).toMatchObject({
      status: 400,
      errors: [
        { path: 'header.idempotency-key', message: expect.stringContaining('visible ASCII') },
      ],
    });
  });

  it('no key', async () => {
    const answer = await harness.ask('POST', '/v1/tracks', { key: KEYS.ada, body: { brief } });
    expect(Problem.parse(answer.body)).toMatchObject({
      status: 400,
      detail: expect.stringContaining('Idempotency-Key is required'),
    });
  });

  it('names each wrong field of several', async () => {
    const problem = Problem.parse(
      (await post({ brief: { text: '', durationSeconds: 0, style: 'polka' }, candidates: 0 })).body,
    );
    expect(problem.errors?.map((error) => error.path).toSorted()).toEqual([
      'body.brief.durationSeconds',
      'body.brief.style',
      'body.brief.text',
      'body.candidates',
    ]);
  });

  it.each([
    ['/v1/tracks?limit=0', /limit/],
    ['/v1/tracks?limit=lots', /limit/],
    ['/v1/tracks?stage=nowhere', /stage/],
    ['/v1/tracks?cursor=made-up', /cursor/],
    [`/v1/tracks?cursor=${forged('2026-11-28T20:00:00.000Z', 'a\0')}`, /cursor/],
    [`/v1/reviews?cursor=${forged('0000-01-01T00:00:00.000Z', 'a')}`, /cursor/],
    ['/v1/tracks?limit=5&limit=6', /limit/],
    ['/v1/tracks?colour=blue', /colour/],
    ['/v1/events?cursor=-1', /cursor/],
    ['/v1/reviews?state=maybe', /state/],
    ['/v1/tracks/nonsense', /track id/],
    ['/v1/reviews/rev_1', /review id/],
    ['/v1/recipes/xyz', /sha256/],
  ])('GET %s', async (path, names) => {
    const problem = Problem.parse((await harness.ask('GET', path, { key: KEYS.ada })).body);
    expect(problem.status).toBe(400);
    expect(problem.detail).toMatch(names);
  });

  it('an unknown route', async () => {
    expect(
      Problem.parse((await harness.ask('GET', '/v1/nothing', { key: KEYS.ada })).body),
    ).toMatchObject({ status: 404, type: 'urn:fermata:problem:not-found' });
    expect(
      Problem.parse((await harness.ask('GET', '/v1/%E0%A4%A', { key: KEYS.ada })).body),
    ).toMatchObject({ status: 400 });
  });

  it('started nothing', async () => {
    expect(await harness.workflows()).toBe(0);
  });
});
