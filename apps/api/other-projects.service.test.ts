import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  MaterialView,
  NewPartnerKey,
  PreviewView,
  SubscriptionView,
} from '@fermata/contracts/http';
import { deriveId, Role, sha256Hex } from '@fermata/contracts/values';
import { SAMPLE_RECIPE } from '../../prisma/testing/sample-recipe.ts';
import { sampleTrack } from '../../prisma/testing/sample-track.ts';
import { type ApiHarness, KEYS, startApiHarness } from './testing/api-harness.ts';

/** Unknown ids for each path parameter and body field that names something. */
const UNKNOWN = {
  trackId: deriveId('trk', 'unknown'),
  releaseId: deriveId('rel', 'unknown'),
  reviewId: deriveId('rev', 'unknown'),
  previewId: deriveId('prv', 'unknown'),
  sessionId: deriveId('pvs', 'unknown'),
  recipeId: sha256Hex('unknown recipe'),
  sha256: sha256Hex('unknown material'),
  subscriptionId: `sub_${sha256Hex('unknown').slice(0, 24)}`,
  recallId: deriveId('rcl', 'unknown'),
  webhookId: 'msg_unknown',
  keyId: `pky_${sha256Hex('unknown').slice(0, 24)}`,
};
type Ids = typeof UNKNOWN;
/** Path parameters that name no part of a project, with a value of each. */
const GLOBAL: Readonly<Record<string, string>> = {
  partner: 'sandbox',
  type: 'track.accepted',
  eventId: 'evt_1',
  modelId: 'fermata-text-encoder@1',
};

/** A MIDI file with C D E F G, a beat each. */
const MELODY = Uint8Array.from(
  Buffer.from(
    [
      ...['4d546864', '00000006', '0000', '0001', '01e0', '4d54726b', '00000031'],
      ...['3c', '3e', '40', '41', '43'].map((note) => `0090${note}5a836080${note}00`),
      '00ff2f00',
    ].join(''),
    'hex',
  ),
);

/** A valid body for each operation that requires one, without the ids in it. */
const BODIES: Readonly<Record<string, object>> = {
  'materials.add': { version: 1, part: 'bass' },
  'edits.understand': { note: 'slower' },
  'tracks.pick': { candidateId: deriveId('cand', 'any') },
  'tracks.withdraw': { reason: 'mine now' },
  'reviews.reject': { note: 'mine now' },
  'reviews.sendBack': { note: 'mine now' },
  'reviews.ticket': { verdict: 'approve' },
  'previews.vary': { tempoBpm: 90 },
  'releases.amend': { title: 'Mine now', reason: 'mine now' },
  'releases.answer': { answer: 'keep' },
  'releases.redeliver': { partner: 'sandbox' },
  'declaredGone.declare': { partner: 'sandbox', reason: 'mine now' },
  'releases.withdraw': { reason: 'mine now' },
  'recalls.lift': { reason: 'mine now' },
  'inbox.decline': { reason: 'mine now' },
  'subscriptions.change': { status: 'paused' },
};

/** Fields that may name something new. */
const CHOSEN = ['sessionId'];

const Body = z.object({
  content: z.object({ 'application/json': z.object({ schema: z.unknown() }) }),
});
const Operation = z.object({
  operationId: z.string(),
  requestBody: Body.optional(),
  'x-roles': z.array(Role).default([]),
});
const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});
const Fields = z.object({ properties: z.record(z.string(), z.unknown()).default({}) });
const Reference = z.object({ $ref: z.string() });
interface Route {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly parameters: readonly string[];
  /** The ids that its body names. */
  readonly fields: readonly string[];
  readonly roles: readonly Role[];
}
interface Answer {
  readonly status: number;
  readonly text: string;
}

let harness: ApiHarness;
let routes: Route[];
/** All of the project `default`. */
let ours: Ids;
beforeAll(async () => {
  harness = await startApiHarness({ limits: { commandMs: 200 }, previews: { processes: 1 } });
  await harness.preview?.warm;
  const track = sampleTrack('ours');
  await harness.catalogue.events.append(track.events.slice(0, track.until.inGrace));
  const released = sampleTrack('released');
  for (const event of released.events.slice(0, released.until.published))
    await harness.catalogue.events.append([event]);
  const melody = await harness.ask('POST', '/v1/materials', {
    key: KEYS.otto,
    body: MELODY,
    headers: { 'content-type': 'audio/midi' },
  });
  const preview = PreviewView.parse(
    (
      await harness.ask('POST', '/v1/previews', {
        key: KEYS.otto,
        body: { style: 'lo-fi', seed: 12_345, deadlineMs: 5000 },
      })
    ).body,
  );
  const subscription = await harness.ask('POST', '/v1/subscriptions', {
    key: KEYS.otto,
    body: { url: 'https://crm.example/events' },
  });
  const partnerKey = await harness.ask('POST', '/v1/partners/sandbox/keys', { key: KEYS.otto });
  const recall = await harness.catalogue.recalls.start({
    ...{ projectId: 'default', recallId: deriveId('rcl', 'ours'), actor: 'act_otto' },
    subject: { kind: 'model', name: 'rules', version: '7' },
    ...{ reason: 'ours', expectedTracks: 0 },
  });
  const { trackId, releaseId } = released;
  const reserved = { partner: 'sandbox', partnerReference: 'prt_ours' };
  await harness.catalogue.offerAddresses.register({
    ...{ projectId: 'default', workflowId: `release/${releaseId}`, trackId, releaseId },
    ...reserved,
  });
  await harness.catalogue.inbox.receive({
    ...reserved,
    webhookId: 'msg_ours',
    body: JSON.stringify({
      type: 'delivery.accepted',
      timestamp: '2026-11-22T12:00:05.000Z',
      data: { reference: 'prt_ours' },
    }),
  });
  ours = {
    webhookId: 'msg_ours',
    subscriptionId: SubscriptionView.parse(subscription.body).subscriptionId,
    recallId: recall.recallId,
    keyId: NewPartnerKey.parse(partnerKey.body).keyId,
    trackId: track.trackId,
    releaseId: released.releaseId,
    reviewId: track.reviewIds[1],
    previewId: preview.previewId,
    sessionId: preview.sessionId,
    recipeId: await harness.catalogue.recipes.save('default', SAMPLE_RECIPE),
    sha256: MaterialView.parse(melody.body).sha256,
  };
  const { paths, components } = Document.parse((await harness.ask('GET', '/openapi.json')).body);
  const fieldsOf = (schema: unknown): string[] => {
    const reference = Reference.safeParse(schema).data?.$ref.split('/').at(-1);
    const { properties } = Fields.parse(reference ? components.schemas[reference] : schema);
    return Object.keys(properties).filter(
      (name) => Object.hasOwn(UNKNOWN, name) && !CHOSEN.includes(name),
    );
  };
  routes = Object.entries(paths)
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId, requestBody, ...rest }]) => ({
        method: method.toUpperCase(),
        path,
        operationId,
        roles: rest['x-roles'],
        parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
        fields: requestBody ? fieldsOf(requestBody.content['application/json'].schema) : [],
      })),
    )
    // A route that removes what an id names comes after those that find it.
    .sort((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'));
}, 120_000);
afterAll(() => harness.stop());

/** The status and, except for live streams, the text of the answer, with names in place of the ids. */
async function ask(route: Route, key: string, ids: Ids): Promise<Answer> {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    z.string({ error: `${name} has an id in this test` }).parse({ ...GLOBAL, ...ids }[name]),
  );
  const named = Object.entries(ids).filter(([name]) => route.fields.includes(name));
  const body =
    named.length > 0
      ? { ...BODIES[route.operationId], ...Object.fromEntries(named) }
      : BODIES[route.operationId];
  const abort = new AbortController();
  const response = await fetch(harness.url + path, {
    method: route.method,
    signal: abort.signal,
    headers: {
      authorization: `Bearer ${key}`,
      'idempotency-key': sha256Hex(JSON.stringify([route, ids])),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const isStream = (response.headers.get('content-type') ?? '').includes('event-stream');
  const text = isStream ? '' : await response.text();
  abort.abort();
  return { status: response.status, text: withoutIds(text, ids) };
}

const withoutIds = (text: string, ids: Ids): string =>
  Object.entries(ids).reduce((rest, [name, id]) => rest.replaceAll(id, name), text);

/** open-tracks.service.test.ts does the same with the routes that only partners have. */
const isForPartners = ({ roles }: Route): boolean => roles.join() === 'partner';
const takesIds = (route: Route): boolean =>
  !isForPartners(route) &&
  (route.fields.length > 0 || route.parameters.some((name) => !Object.hasOwn(GLOBAL, name)));

describe('an id of another project', () => {
  it('answers as one that nobody has, on every route of the document', async () => {
    const wrong: unknown[] = [];
    const routesWithIds = routes.filter(takesIds);
    expect(routesWithIds.length).toBeGreaterThan(20);
    for (const route of routesWithIds) {
      const known = await ask(route, KEYS.stranger, ours);
      const unknown = await ask(route, KEYS.stranger, UNKNOWN);
      if (known.status !== 404 || JSON.stringify(known) !== JSON.stringify(unknown))
        wrong.push({ route, known, unknown });
    }
    expect(wrong).toEqual([]);
  });

  it('is one that its own project has: there the same requests are valid and find it', async () => {
    const wrong: unknown[] = [];
    for (const route of routes.filter(takesIds)) {
      const known = await ask(route, KEYS.otto, ours);
      const unknown = await ask(route, KEYS.otto, UNKNOWN);
      if ([400, 415].includes(known.status) || JSON.stringify(known) === JSON.stringify(unknown))
        wrong.push({ route, known, unknown });
    }
    expect(wrong).toEqual([]);
  });

  it('answers as one that nobody has, as the motif of a brief', async () => {
    const request = async (ids: Ids): Promise<Answer> => {
      const motif = { sha256: ids.sha256, use: 'vary' };
      const { status, body } = await harness.ask('POST', '/v1/tracks', {
        key: KEYS.stranger,
        body: { brief: { text: 'night bus', motif } },
        headers: { 'idempotency-key': ids.sha256 },
      });
      return { status, text: withoutIds(JSON.stringify(body), ids) };
    };
    const known = await request(ours);
    expect(known.status).toBe(422);
    expect(known).toEqual(await request(UNKNOWN));
  });
});

it('no list names an id of another project', async () => {
  const lists = routes.filter(
    (route) =>
      route.method === 'GET' &&
      route.path.startsWith('/v1/') &&
      !isForPartners(route) &&
      !takesIds(route),
  );
  expect(lists.length).toBeGreaterThan(10);
  const named = await Promise.all(
    lists.map(async (route) => {
      const { text } = await ask(route, KEYS.stranger, UNKNOWN);
      return Object.values(ours).some((id) => text.includes(id)) ? [route.path] : [];
    }),
  );
  expect(named.flat()).toEqual([]);
});
