import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ApiHarness, KEYS, startApiHarness } from './testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.string().min(3),
  tags: z.array(z.string()).min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  parameters: z
    .array(
      z.looseObject({ name: z.string(), in: z.string(), schema: z.looseObject({}).optional() }),
    )
    .optional(),
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string() })),
});
const Document = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
});

describe('the document', () => {
  it('is OpenAPI 3.1 with every route, and every reference resolves', async () => {
    const text = JSON.stringify((await harness.ask('GET', '/openapi.json')).body);
    const document = Document.parse(JSON.parse(text));
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).toSorted()).toEqual([
      '/asyncapi.json',
      '/health/live',
      '/health/ready',
      '/metrics',
      '/v1/audit/checkpoints',
      '/v1/audit/keys',
      '/v1/audit/log',
      '/v1/briefs/understand',
      '/v1/budget',
      '/v1/cache',
      '/v1/cache/evict',
      '/v1/costs',
      '/v1/events',
      '/v1/events/schemas',
      '/v1/events/schemas/{type}',
      '/v1/events/stream',
      '/v1/inbox',
      '/v1/inbox/{partner}/{webhookId}',
      '/v1/inbox/{partner}/{webhookId}/decline',
      '/v1/inbox/{partner}/{webhookId}/replay',
      '/v1/materials',
      '/v1/materials/{sha256}',
      '/v1/me',
      '/v1/models',
      '/v1/models/{modelId}',
      '/v1/models/{modelId}/activate',
      '/v1/models/{modelId}/canary',
      '/v1/models/{modelId}/deprecate',
      '/v1/models/{modelId}/recall',
      '/v1/open-releases',
      '/v1/open-releases/{releaseId}',
      '/v1/open-tracks',
      '/v1/open-tracks/{trackId}',
      '/v1/partners',
      '/v1/partners/{partner}',
      '/v1/partners/{partner}/keys',
      '/v1/partners/{partner}/keys/{keyId}',
      '/v1/partners/{partner}/ping',
      '/v1/partners/{partner}/rotate-secret',
      '/v1/partners/{partner}/usage',
      '/v1/partners/{partner}/webhooks',
      '/v1/preview-sessions/{sessionId}',
      '/v1/previews',
      '/v1/previews/{previewId}',
      '/v1/previews/{previewId}/audio',
      '/v1/previews/{previewId}/select',
      '/v1/previews/{previewId}/variations',
      '/v1/profile',
      '/v1/project/hold',
      '/v1/project/remote-models',
      '/v1/recall-dry-runs',
      '/v1/recalls',
      '/v1/recalls/{recallId}',
      '/v1/recalls/{recallId}/lift',
      '/v1/recipes/{recipeId}',
      '/v1/releases',
      '/v1/releases/{releaseId}',
      '/v1/releases/{releaseId}/amendments',
      '/v1/releases/{releaseId}/answer',
      '/v1/releases/{releaseId}/cancel',
      '/v1/releases/{releaseId}/declare-gone',
      '/v1/releases/{releaseId}/events',
      '/v1/releases/{releaseId}/messages',
      '/v1/releases/{releaseId}/redeliver',
      '/v1/releases/{releaseId}/start',
      '/v1/releases/{releaseId}/usage',
      '/v1/releases/{releaseId}/withdraw',
      '/v1/review-minimum',
      '/v1/reviews',
      '/v1/reviews/{reviewId}',
      '/v1/reviews/{reviewId}/approve',
      '/v1/reviews/{reviewId}/reject',
      '/v1/reviews/{reviewId}/send-back',
      '/v1/reviews/{reviewId}/ticket',
      '/v1/reviews/{reviewId}/undo',
      '/v1/subscriptions',
      '/v1/subscriptions/{subscriptionId}',
      '/v1/subscriptions/{subscriptionId}/attempts',
      '/v1/subscriptions/{subscriptionId}/messages/{eventId}/replay',
      '/v1/subscriptions/{subscriptionId}/rotate-secret',
      '/v1/tracks',
      '/v1/tracks/{trackId}',
      '/v1/tracks/{trackId}/assets',
      '/v1/tracks/{trackId}/cancel',
      '/v1/tracks/{trackId}/compare',
      '/v1/tracks/{trackId}/costs',
      '/v1/tracks/{trackId}/edits/understand',
      '/v1/tracks/{trackId}/events',
      '/v1/tracks/{trackId}/events/stream',
      '/v1/tracks/{trackId}/hold',
      '/v1/tracks/{trackId}/pick',
      '/v1/tracks/{trackId}/resume',
      '/v1/tracks/{trackId}/start',
      '/v1/tracks/{trackId}/withdraw',
    ]);
    const names = Object.keys(document.components.schemas);
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
      expect(names).toContain(name);
    expect(text.match(/"\$ref":"(?!#\/components\/schemas\/)[^"]*"/)).toBeNull();
  });

  it('has examples that are accepted unchanged', async () => {
    const { paths } = Document.parse((await harness.ask('GET', '/openapi.json')).body);
    const WithExample = z.object({
      content: z.object({
        'application/json': z.looseObject({ example: z.looseObject({}).optional() }),
      }),
    });
    const examples = new Map(
      Object.values(paths)
        .flatMap((operations) => Object.values(operations))
        .map(({ operationId, requestBody }) => [
          operationId,
          WithExample.safeParse(requestBody).data?.content['application/json'].example,
        ]),
    );
    expect(
      [...examples]
        .filter(([, example]) => example !== undefined)
        .map(([operationId]) => operationId)
        .toSorted(),
    ).toEqual([
      'briefs.understand',
      'costs.evict',
      'costs.setBudget',
      'declaredGone.declare',
      'edits.understand',
      'inbox.decline',
      'managedPartners.add',
      'managedPartners.change',
      'models.activate',
      'models.deprecate',
      'models.recall',
      'models.startCanary',
      'previews.create',
      'previews.select',
      'previews.vary',
      'profile.set',
      'projectHold.hold',
      'recallDryRuns.dryRun',
      'recalls.lift',
      'recalls.start',
      'releases.amend',
      'releases.answer',
      'releases.cancel',
      'releases.create',
      'releases.redeliver',
      'releases.withdraw',
      'remoteModels.set',
      'reviewMinimum.set',
      'reviews.approve',
      'reviews.reject',
      'reviews.sendBack',
      'reviews.undo',
      'subscriptions.change',
      'subscriptions.create',
      'tracks.cancel',
      'tracks.create',
      'tracks.hold',
      'tracks.withdraw',
      'usage.fetch',
    ]);
    expect(
      (
        await harness.ask('POST', '/v1/tracks', {
          key: KEYS.ada,
          body: examples.get('tracks.create'),
          headers: { 'idempotency-key': 'the-example' },
        })
      ).status,
    ).toBe(202);
  });

  it('says which bodies may be left out: those without a required field', async () => {
    const { paths } = Document.parse((await harness.ask('GET', '/openapi.json')).body);
    const Body = z.object({ required: z.boolean() });
    const required = (path: string, method = 'post') =>
      Body.parse(paths[path]?.[method]?.requestBody).required;
    expect(required('/v1/cache/evict')).toBe(false);
    expect(required('/v1/reviews/{reviewId}/approve')).toBe(false);
    expect(required('/v1/tracks/{trackId}/withdraw')).toBe(true);
    expect(required('/v1/budget', 'put')).toBe(true);
  });

  it('has the answer, the problems and the authentication of each route', async () => {
    const { paths } = Document.parse((await harness.ask('GET', '/openapi.json')).body);
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        const name = `${method} ${path}`;
        expect(Object.keys(operation.responses), name).toContain('default');
        expect(Object.keys(operation.responses).length, name).toBeGreaterThan(1);
        expect(operation.security !== undefined, name).toBe(
          (path.startsWith('/v1') && !/\/webhooks$|^\/v1\/events\/schemas/.test(path)) ||
            path === '/metrics',
        );
        for (const named of path.matchAll(/\{(\w+)\}/g))
          expect(operation.parameters, name).toContainEqual(
            expect.objectContaining({ in: 'path', name: named[1] }),
          );
      }
    }
    expect(paths['/v1/tracks']?.['get']?.parameters?.map(({ name }) => name).toSorted()).toEqual([
      'cursor',
      'from',
      'key',
      'limit',
      'mood',
      'order',
      'person',
      'stage',
      'style',
      'tag',
      'tempo',
      'text',
      'to',
    ]);
    expect(paths['/v1/tracks']?.['post']?.parameters).toContainEqual(
      expect.objectContaining({ in: 'header', name: 'Idempotency-Key', required: true }),
    );
    expect(JSON.stringify(paths['/v1/tracks']?.['post']?.requestBody)).toContain('durationSeconds');
  });

  it('has JSON and WAV of a preview, the headers of the WAV, and only the WAV for its audio', async () => {
    const { paths } = Document.parse((await harness.ask('GET', '/openapi.json')).body);
    const wav = { schema: { type: 'string', format: 'binary' } };
    const json = { schema: { $ref: '#/components/schemas/Preview' } };
    for (const path of ['/v1/previews', '/v1/previews/{previewId}/variations']) {
      expect(paths[path]?.['post']?.responses['200'], path).toMatchObject({
        content: { 'application/json': json, 'audio/wav': wav },
        headers: {
          'Fermata-Preview': { content: { 'application/json': json } },
          'Content-Location': {},
          'Retry-After': {},
        },
      });
    }
    expect(paths['/v1/previews/{previewId}/audio']?.['get']?.responses['200']).toMatchObject({
      content: { 'audio/wav': wav },
    });
  });

  it('names the file with the keys, and / redirects to the page', async () => {
    const { info } = z
      .object({ info: z.object({ description: z.string() }) })
      .parse((await harness.ask('GET', '/openapi.json')).body);
    expect(info.description).toContain('.fermata/keys.json');
    const answer = await fetch(harness.url, { redirect: 'manual' });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/docs');
  });

  it('has a page that loads nothing from other hosts', async () => {
    const page = await harness.ask('GET', '/docs');
    expect(page.status).toBe(200);
    const html = z.string().parse(page.body);
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, address]) => address ?? '',
    );
    expect(loaded.length).toBeGreaterThan(3);
    for (const address of loaded) {
      expect(address).not.toMatch(/^(https?:)?\/\//);
      expect(
        (await harness.ask('GET', new URL(address, `${harness.url}/docs`).pathname)).status,
        address,
      ).toBe(200);
    }
  });
});

describe('operations', () => {
  it('live and ready name the services that answer', async () => {
    expect((await harness.ask('GET', '/health/live')).body).toEqual({ status: 'ok', checks: {} });
    expect(await harness.ask('GET', '/health/ready')).toMatchObject({
      status: 200,
      body: {
        status: 'ok',
        checks: { postgres: { ok: true }, s3: { ok: true }, temporal: { ok: true } },
      },
    });
  });

  it('metrics count requests by route, never by path', async () => {
    await harness.ask('GET', '/v1/tracks/trk_000000000000000000000000', { key: KEYS.ada });
    const figures = z
      .string()
      .parse((await harness.ask('GET', '/metrics', { key: KEYS.otto })).body);
    expect(figures).toMatch(
      /fermata_http_request_seconds_count\{method="GET",route="\/v1\/tracks\/:trackId",status="404"\} 1/,
    );
    expect(figures).not.toContain('trk_0000');
  });
});
