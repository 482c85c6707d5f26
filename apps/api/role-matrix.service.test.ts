import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Role } from '@fermata/contracts/values';
import { seedKeys } from '@fermata/prisma';
import { type ApiHarness, startApiHarness } from './testing/api-harness.ts';

const CALLERS = {
  'no key': null,
  'an unknown key': null,
  'a key without roles': [],
  'a creator': ['creator'],
  'a reviewer': ['reviewer'],
  operations: ['operations'],
  'all people': ['creator', 'reviewer', 'operations'],
  'a key with the role partner': ['partner'],
  'a partner key': ['partner'],
} as const satisfies Record<string, readonly Role[] | null>;
type Caller = keyof typeof CALLERS;
const CALLER_NAMES = Object.keys(CALLERS) as Caller[];
const keyOf = (caller: Caller): string =>
  `fmk_matrix-${caller.replaceAll(' ', '-')}-${'0'.repeat(16)}`;

/** Ids of the right form that nobody has. */
const IDS: Readonly<Record<string, string>> = {
  trackId: `trk_${'0'.repeat(24)}`,
  releaseId: `rel_${'0'.repeat(24)}`,
  reviewId: `rev_${'0'.repeat(24)}`,
  previewId: `prv_${'0'.repeat(24)}`,
  sessionId: `pvs_${'0'.repeat(24)}`,
  recipeId: '0'.repeat(64),
  sha256: '0'.repeat(64),
  partner: 'sandbox',
  type: 'track.published',
  subscriptionId: `sub_${'0'.repeat(24)}`,
  recallId: `rcl_${'0'.repeat(24)}`,
  eventId: 'evt_1',
  webhookId: 'msg_1',
  keyId: `pky_${'0'.repeat(24)}`,
  modelId: 'fermata-text-encoder@1',
};

const Operation = z.object({
  'x-roles': z.array(Role).optional(),
  security: z.array(z.unknown()).optional(),
});
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) });

let harness: ApiHarness;
let routes: { method: string; path: string; roles: readonly Role[] | 'public' }[];
beforeAll(async () => {
  harness = await startApiHarness();
  await seedKeys(
    harness.ownerUrl,
    'default',
    CALLER_NAMES.flatMap((caller) => {
      const roles = CALLERS[caller];
      if (roles === null || caller === 'a partner key') return [];
      const actor = `act_${caller.replaceAll(' ', '')}`;
      return [{ actor, name: caller, roles: [...roles], key: keyOf(caller) }];
    }),
  );
  await harness.catalogue.partnerKeys.add(
    {
      ...{ projectId: 'default', partner: 'sandbox', actor: 'act_operations' },
      ...{ keyId: `pky_${'1'.repeat(24)}`, key: keyOf('a partner key') },
    },
    1,
  );
  const { paths } = Document.parse((await harness.ask('GET', '/openapi.json')).body);
  routes = Object.entries(paths).flatMap(([template, operations]) =>
    Object.entries(operations).map(([method, { 'x-roles': roles, security }]) => ({
      method: method.toUpperCase(),
      path: template.replaceAll(/\{(\w+)\}/g, (_, name: string) => IDS[name] ?? 'unknown'),
      roles: roles ?? (security === undefined ? 'public' : []),
    })),
  );
});
afterAll(() => harness.stop());

/** Only the status: a stream that is admitted does not end. */
async function statusOf(method: string, path: string, caller: Caller): Promise<number> {
  const abort = new AbortController();
  const response = await fetch(harness.url + path, {
    method,
    signal: abort.signal,
    headers: {
      ...(caller === 'no key' ? {} : { authorization: `Bearer ${keyOf(caller)}` }),
      ...(['GET', 'HEAD'].includes(method) ? {} : { 'content-type': 'application/json' }),
    },
    ...(['GET', 'HEAD'].includes(method) ? {} : { body: '{"never":"valid"}' }),
  });
  abort.abort();
  return response.status;
}

/** Without a valid signature a webhook is refused as well, but not for a role. */
const isWebhook = (path: string): boolean => path.endsWith('/webhooks');

function expectedDenial(caller: Caller, roles: readonly Role[] | 'public'): number | null {
  if (roles === 'public') return null;
  const held: readonly Role[] | null = CALLERS[caller];
  if (held === null) return 401;
  return held.some((role) => roles.includes(role)) ? null : 403;
}

describe('every route admits exactly the callers that its document names', () => {
  it.each(CALLER_NAMES)('%s', async (caller) => {
    expect(routes.length).toBeGreaterThan(40);
    const wrong: string[] = [];
    for (const { method, path, roles } of routes) {
      if (isWebhook(path)) continue;
      const expected = expectedDenial(caller, roles);
      // Roles are checked before the body: 403 even for an invalid one.
      const status = await statusOf(method, path, caller);
      const isRight = expected === null ? status !== 401 && status !== 403 : status === expected;
      if (!isRight) wrong.push(`${method} ${path}: ${status}, expected ${expected ?? 'admission'}`);
    }
    expect(wrong).toEqual([]);
  });

  it('a partner key opens these routes and no other', () => {
    const own = routes.filter(({ roles }) => roles !== 'public' && roles.includes('partner'));
    expect(own.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
      'GET /v1/me',
      'GET /v1/open-releases',
      `GET /v1/open-releases/${IDS['releaseId'] ?? ''}`,
      'GET /v1/open-tracks',
      `GET /v1/open-tracks/${IDS['trackId'] ?? ''}`,
    ]);
  });

  it('the open routes are these', () => {
    const open = routes.filter(({ roles }) => roles === 'public').map(({ path }) => path);
    expect(open.toSorted()).toEqual([
      '/asyncapi.json',
      '/health/live',
      '/health/ready',
      '/v1/events/schemas',
      '/v1/events/schemas/track.published',
      '/v1/partners/sandbox/webhooks',
    ]);
  });
});

describe('no other form of a request passes the guard', () => {
  it('HEAD of a guarded route', async () => {
    const wrong: string[] = [];
    for (const { method, path, roles } of routes) {
      if (method !== 'GET' || roles === 'public') continue;
      const status = await statusOf('HEAD', path, 'no key');
      if (status !== 401) wrong.push(`${path}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(['OPTIONS', 'PATCH', 'DELETE'])('%s of any route', async (method) => {
    const own = new Set(routes.map((route) => `${route.method} ${route.path}`));
    for (const path of new Set(routes.map((route) => route.path)))
      if (!own.has(`${method} ${path}`))
        expect([404, 405], `${method} ${path}`).toContain(await statusOf(method, path, 'no key'));
  });

  it.each([
    '/v1/tracks/',
    '//v1/tracks',
    '/V1/tracks',
    '/v1/%74racks',
    '/v1/tracks;x',
    '/health/../v1/tracks',
    '/health/%2e%2e/v1/tracks',
    '/v1/partners/sandbox/webhooks/../../../tracks',
    '/v1/tracks%00',
    '/v1/tracks?x=/health/live',
  ])('%s', async (path) => {
    expect([400, 401, 404]).toContain(await statusOf('GET', path, 'no key'));
  });
});
