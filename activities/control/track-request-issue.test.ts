import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { RequestedTrack } from '@fermata/contracts/temporal';
import {
  deriveId,
  ReviewMinimum,
  type Role,
  sha256Hex,
  workflowIds,
} from '@fermata/contracts/values';
import type { OrderRecord } from '@fermata/prisma';
import { signCommand } from '@fermata/temporal-config/command-token';
import { trackRequestIssue, type TrackStart } from './track-request-issue.ts';

const tokenSecret = '0f'.repeat(32);
const trackId = deriveId('trk', 'requested');
const request = RequestedTrack.parse({
  trackId,
  projectId: 'default',
  requestedBy: 'act_ada',
  requestSha256: sha256Hex('request'),
  brief: { text: 'warm lo-fi bed', durationSeconds: 8 },
});
const expiresAt = Math.floor(Date.now() / 1000) + 60;
const tokenFor = (
  content: RequestedTrack,
  actor = 'act_ada',
  command: 'create' | 'cancel' = 'create',
) =>
  signCommand(
    { projectId: 'default', workflowId: workflowIds.track(trackId), command, content },
    { actor, tokenId: randomUUID(), expiresAt },
    tokenSecret,
  );
const start: TrackStart = {
  request,
  token: tokenFor(request),
  firstRunId: 'first',
  startedAt: new Date().toISOString(),
  continued: false,
};

/** `roles`: those of Ada's keys now; `quorum`: the project's minimum now; `ordered`: the order of the partner. */
function requests(roles: Role[] = ['creator'], quorum = 1, ordered: OrderRecord | null = null) {
  const spenders = new Map<string, string>();
  const deps = {
    tokenSecret,
    catalogue: {
      keys: { rolesOf: () => Promise.resolve(roles) },
      reviewMinimum: {
        find: () =>
          Promise.resolve({ terms: ReviewMinimum.parse({ quorum }), setBy: null, setAt: null }),
      },
      orders: { find: () => Promise.resolve(ordered) },
      tokens: {
        spenderOf: (_projectId: string, key: string) => Promise.resolve(spenders.get(key) ?? null),
        spend: (_projectId: string, key: string, spender: string) => {
          if (!spenders.has(key)) spenders.set(key, spender);
          return Promise.resolve(spenders.get(key) === spender);
        },
      },
    },
  };
  return (changes: Partial<TrackStart> = {}) => trackRequestIssue(deps, { ...start, ...changes });
}

test('a request starts one workflow, whose later runs need no other proof', async () => {
  const issue = requests();
  expect(await issue({ continued: true })).toBe(
    'this run does not continue one that act_ada has requested',
  );
  expect(await issue()).toBeNull();
  expect(await issue()).toBeNull();
  expect(await issue({ continued: true })).toBeNull();
  expect(await issue({ firstRunId: 'replayed' })).toBe(
    'the request for this track has already started a workflow',
  );
  expect(await issue({ firstRunId: 'replayed', continued: true })).toBe(
    'this run does not continue one that act_ada has requested',
  );
});

test('a token counts for exactly the request and the person that it was signed for', async () => {
  const issue = requests();
  const altered = { ...request, review: { ...request.review, ownWorkAllowed: true } };
  const differs = (what: string) =>
    `nobody has requested this track: the token was signed for another command: ${what} differ`;
  for (const [changes, expected] of [
    [{ request: altered }, differs('contentSha256')],
    [{ request: { ...request, requestedBy: 'act_rita' } }, differs('contentSha256')],
    [{ token: tokenFor(request, 'act_ada', 'cancel') }, differs('command')],
    [{ token: tokenFor(request, 'act_otto') }, 'act_otto has requested this track, not act_ada'],
    [{ token: 'x'.repeat(40) }, 'nobody has requested this track: the token is not a compact JWS'],
    [
      { startedAt: new Date(expiresAt * 1000).toISOString() },
      `nobody has requested this track: the token expired at ${new Date(expiresAt * 1000).toISOString()}`,
    ],
  ] as const)
    expect(await issue(changes)).toBe(expected);
  expect(await requests(['reviewer'])()).toBe(
    'act_ada does not have the role creator or operations now',
  );
  expect(await issue()).toBeNull();
});

test('a minimum that was raised after the request counts until the track is accepted', async () => {
  expect(await requests(['creator'], 2)()).toBe(
    "the project's minimum review terms have been raised since the request: " +
      'quorum must be at least 2 in this project',
  );
});

const byPartner = RequestedTrack.parse({
  ...request,
  order: {
    ...{ partner: 'shop', orderId: 'order-1', webhookId: 'msg_1' },
    deadline: '2027-03-01T08:00:00.000Z',
  },
});
const ordered: OrderRecord = {
  ...{ partner: 'shop', orderId: 'order-1', webhookId: 'msg_1', projectId: 'default' },
  ...{ requestedTrack: byPartner, answers: [] },
};

test('the order of a partner starts exactly its track, once and without a token', async () => {
  const issue = requests(['creator'], 1, ordered);
  const start = { request: byPartner, token: undefined };
  expect(await issue(start)).toBeNull();
  expect(await issue({ ...start, continued: true })).toBeNull();
  expect(await issue({ ...start, firstRunId: 'replayed' })).toBe(
    'the request for this track has already started a workflow',
  );
  expect(await issue({ token: undefined })).toMatch('nobody has requested this track');
});

test('an order that the catalogue has not accepted starts no track', async () => {
  const unordered = 'shop has not ordered this track';
  const start = { request: byPartner, token: undefined };
  expect(await requests()(start)).toBe(unordered);
  expect(await requests()({ request: byPartner, token: tokenFor(byPartner) })).toBe(unordered);
  expect(await requests(['creator'], 1, { ...ordered, requestedTrack: null })(start)).toBe(
    unordered,
  );
  const louder = { ...byPartner, brief: { ...byPartner.brief, text: 'something else' } };
  expect(await requests(['creator'], 1, ordered)({ ...start, request: louder })).toBe(unordered);
  expect(await requests(['reviewer'], 1, ordered)(start)).toMatch('does not have the role');
});
