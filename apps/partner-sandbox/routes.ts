import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { FileStore } from './file-store.ts';
import type { openIdempotency } from './open-idempotency.ts';
import type { openInjectedFaults } from './open-injected-faults.ts';
import type { Storage } from './open-storage.ts';
import type { Orders } from './orders.ts';
import { ProblemError } from './problem-error.ts';
import { readStats } from './read-stats.ts';
import type { ReleaseRequests } from './release-requests.ts';
import type { ReservationResponse, Reservations } from './reservations.ts';
import type { Schedule } from './schedule.ts';
import type { Step, SwitchBoard } from './switches.ts';
import { SwitchesRequest } from './switches.ts';
import type { Usage } from './usage.ts';
import {
  AnswerRequest,
  AnswersQuery,
  ConfirmRequest,
  DeliverRequest,
  FILE_MAX_BYTES,
  FileName,
  IdempotencyKey,
  MediaType,
  OrderAnswerRequest,
  ReasonRequest,
  ReleaseQuery,
  ReserveRequest,
  SandboxOrder,
  SandboxRequest,
  StatsQuery,
  TakedownWish,
  Traceparent,
  UpdateRequest,
  UsageQuery,
  UsageRequest,
} from './wire.ts';

export type Shop = {
  storage: Storage;
  files: FileStore;
  reservations: Reservations;
  requests: ReleaseRequests;
  orders: Orders;
  usage: Usage;
  schedule: Schedule;
  switches: SwitchBoard;
  answerOnce: ReturnType<typeof openIdempotency>;
  takeFault: ReturnType<typeof openInjectedFaults>;
};

function parse<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }));
  const first = errors[0];
  throw new ProblemError(
    'invalid-fields',
    `${what}${first?.path ? `: ${first.path}` : ''} ${first?.message ?? 'is wrong'}.`,
    { errors },
  );
}

const traceparentOf = (request: FastifyRequest): string | null =>
  Traceparent.nullable()
    .catch(null)
    .parse(request.headers.traceparent ?? null);
const referenceOf = (request: FastifyRequest): string =>
  z
    .object({ reference: z.string().max(100) })
    .catch({ reference: '' })
    .parse(request.params).reference;

/** Checks the API key. Comparing hashes keeps the check constant-time. */
export function requireKey(apiKey: string) {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const expected = digest(`Bearer ${apiKey}`);
  return async (request: FastifyRequest): Promise<void> => {
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected))
      throw new ProblemError(
        'key-refused',
        'Authorization must be "Bearer" and the API key of this partner.',
      );
  };
}

/** Refuses messages of another version of the contract. Without the header, the version is 2. */
export async function requireSchemaVersion(request: FastifyRequest): Promise<void> {
  const version = request.headers['fermata-schema-version'] ?? '2';
  if (version !== '2')
    throw new ProblemError(
      'bad-request',
      'Fermata-Schema-Version must be 2, the version of the messages that this shop understands.',
    );
}

function idempotencyKeyOf(request: FastifyRequest): string {
  const header = request.headers['idempotency-key'];
  if (header === undefined)
    throw new ProblemError('idempotency-key-missing', 'Every POST needs an Idempotency-Key.');
  const key = IdempotencyKey.safeParse(header);
  if (key.success) return key.data;
  throw new ProblemError(
    'bad-request',
    'Idempotency-Key must have 1 to 200 visible ASCII characters.',
  );
}

/** Does the work, or injects the fault that a marker or switch requests. */
async function withInjectedFault<A extends { status: number; body: unknown; replayed?: boolean }>(
  shop: Shop,
  step: Step,
  release: { releaseId: string; title: string } | undefined,
  reply: FastifyReply,
  work: () => A | Promise<A>,
): Promise<void> {
  const injected = shop.takeFault(step, release);
  if (injected?.kind === 'error')
    throw new ProblemError('partner-error', 'Injected fault; nothing was done.');
  if (injected?.kind === 'busy')
    throw new ProblemError('too-many-requests', 'Injected fault: busy; nothing was done.', {
      retryAfterSeconds: injected.retryAfterSeconds,
    });
  const result = await work();
  shop.schedule.wake();
  if (injected?.kind === 'lost')
    throw new ProblemError('partner-error', 'Injected fault; the request was executed.');
  if (injected?.kind === 'hang-up') {
    reply.hijack();
    reply.raw.destroy();
    return;
  }
  if (injected?.kind === 'slow') await wait(injected.delayMs, undefined, { ref: false });
  if (result.replayed) reply.header('idempotency-replayed', 'true');
  await reply.code(result.status).send(result.body);
}

const isAboutOrder = (body: unknown): boolean =>
  z.object({ type: z.string().startsWith('order.') }).safeParse(body).success;

const releaseOf = (shop: Shop, reference: string): { releaseId: string; title: string } => {
  const row = shop.reservations.find(reference);
  return { releaseId: row.release_id, title: row.title };
};

/** The wire contract of docs/partner-api.md. */
export function addPartnerRoutes(app: FastifyInstance, shop: Shop): void {
  const { reservations, answerOnce } = shop;

  function post<T>(
    path: string,
    step: Step,
    schema: z.ZodType<T>,
    work: (body: T, request: FastifyRequest) => ReservationResponse,
  ): void {
    app.post(path, async (request, reply) => {
      const key = idempotencyKeyOf(request);
      const body = parse(schema, request.body, 'The body');
      const reference = referenceOf(request);
      const release =
        reference === ''
          ? z.object({ releaseId: z.string(), title: z.string() }).parse(body)
          : releaseOf(shop, reference);
      await withInjectedFault(shop, step, release, reply, () =>
        answerOnce({ key, path: request.url, body: request.body }, () => work(body, request)),
      );
    });
  }
  post('/v1/reservations', 'reserve', ReserveRequest, (body) => reservations.reserve(body));
  post('/v1/reservations/:reference/deliver', 'deliver', DeliverRequest, (body, request) =>
    reservations.deliver(referenceOf(request), body, traceparentOf(request)),
  );
  post('/v1/reservations/:reference/confirm', 'confirm', ConfirmRequest, (_body, request) =>
    reservations.confirm(referenceOf(request)),
  );
  post('/v1/reservations/:reference/takedown', 'takedown', ReasonRequest, (body, request) =>
    reservations.receiveTakedown(referenceOf(request), body.reason, traceparentOf(request)),
  );

  // The version of the metadata makes a repeat harmless, so there is no key.
  app.put('/v1/reservations/:reference/metadata', async (request, reply) => {
    const reference = referenceOf(request);
    const body = parse(UpdateRequest, request.body, 'The body');
    await withInjectedFault(shop, 'update', releaseOf(shop, reference), reply, () =>
      shop.storage.transaction(() => reservations.update(reference, body)),
    );
  });

  app.get('/v1/reservations/:reference', async (request, reply) => {
    await withInjectedFault(shop, 'ask', undefined, reply, () => ({
      status: 200,
      body: reservations.view(reservations.find(referenceOf(request))),
    }));
  });
  app.get('/v1/reservations', async (request, reply) => {
    const { releaseId } = parse(ReleaseQuery, request.query, 'The query');
    await withInjectedFault(shop, 'ask', undefined, reply, () => ({
      status: 200,
      body: {
        reservations: reservations.ofRelease(releaseId).map((row) => reservations.view(row)),
      },
    }));
  });
  const keepAnswer = (answer: AnswerRequest) => () => shop.requests.answer(answer);
  const keepOrderAnswer = (answer: OrderAnswerRequest) => () => shop.orders.answer(answer);
  app.post('/v1/answers', async (request, reply) => {
    const key = idempotencyKeyOf(request);
    const keep = isAboutOrder(request.body)
      ? keepOrderAnswer(parse(OrderAnswerRequest, request.body, 'The body'))
      : keepAnswer(parse(AnswerRequest, request.body, 'The body'));
    await withInjectedFault(shop, 'answer', undefined, reply, () =>
      answerOnce({ key, path: request.url, body: request.body }, keep),
    );
  });
  app.get('/v1/orders/:orderId/answers', async (request) => {
    const { orderId } = parse(z.object({ orderId: z.string() }), request.params, 'The path');
    return { answers: shop.orders.answers(orderId) };
  });
  app.get('/v1/answers', async (request) => ({
    answers: shop.requests.answers(parse(AnswersQuery, request.query, 'The query').requestId),
  }));
  app.get('/v1/usage', async (request, reply) => {
    const { period, cursor } = parse(UsageQuery, request.query, 'The query');
    await withInjectedFault(shop, 'ask', undefined, reply, () => ({
      status: 200,
      body: shop.usage.page(period, cursor),
    }));
  });
  app.get('/v1/stats', async (request) =>
    readStats(shop.storage, parse(StatsQuery, request.query, 'The query').releaseId),
  );
}

const DIGEST = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:,|$)/;

/** Uploads have their own scope: their bodies are streamed, never held in memory. */
export function addUploadRoute(app: FastifyInstance, shop: Shop): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  app.put(
    '/v1/reservations/:reference/files/:name',
    { bodyLimit: FILE_MAX_BYTES },
    async (request, reply) => {
      const reference = referenceOf(request);
      const { name } = parse(z.object({ name: FileName }), request.params, 'The path');
      const mediaType = MediaType.safeParse(
        request.headers['content-type']?.split(';')[0]?.trim().toLowerCase(),
      );
      if (!mediaType.success)
        throw new ProblemError(
          'media-type-refused',
          'A file must be audio/flac, audio/mpeg, audio/wav, image/png, image/jpeg or application/json.',
        );
      const digest = DIGEST.exec(
        z.string().catch('').parse(request.headers['content-digest']),
      )?.[1];
      if (digest === undefined)
        throw new ProblemError(
          'digest-missing',
          'Content-Digest must be "sha-256=:" and base64 of 32 bytes and ":".',
        );
      const sha256 = Buffer.from(digest, 'base64').toString('hex');
      shop.reservations.expectUpload(reference, name);
      await withInjectedFault(shop, 'upload', releaseOf(shop, reference), reply, async () => {
        const arrived = await shop.files.receive(request.raw, sha256);
        try {
          return shop.storage.transaction(() => {
            arrived.commit();
            return shop.reservations.upload(reference, {
              name,
              sha256,
              bytes: arrived.bytes,
              mediaType: mediaType.data,
            });
          });
        } catch (error) {
          // Refused after the upload: over the total limit, or taken down during the upload.
          shop.reservations.releaseBytes(sha256);
          throw error;
        } finally {
          arrived.discard();
        }
      });
    },
  );
}

/** Routes of the sandbox beyond the contract; see docs/sandbox.md. */
export function addSandboxRoutes(app: FastifyInstance, shop: Shop): void {
  app.get('/sandbox/switches', async () => shop.switches.read());
  app.post('/sandbox/switches', async (request) =>
    shop.switches.change(parse(SwitchesRequest, request.body, 'The body')),
  );
  app.delete('/sandbox/switches', async () => shop.switches.reset());
  app.post('/sandbox/requests', async (request, reply) => {
    const body = parse(SandboxRequest, request.body, 'The body');
    const made = shop.storage.transaction(() => shop.requests.make(body));
    shop.schedule.wake();
    return reply.code(202).send(made);
  });
  app.post('/sandbox/orders', async (request, reply) => {
    const body = parse(SandboxOrder, request.body, 'The body');
    const placed = shop.storage.transaction(() => shop.orders.place(body));
    shop.schedule.wake();
    return reply.code(202).send(placed);
  });
  app.post('/sandbox/reservations/:reference/usage', async (request, reply) => {
    const { lines } = parse(UsageRequest, request.body, 'The body');
    const reference = referenceOf(request);
    shop.storage.transaction(() => {
      shop.reservations.reportUsage(reference, lines);
      shop.usage.add(reference, lines);
    });
    shop.schedule.wake();
    return reply.code(202).send({ reference });
  });
  app.post('/sandbox/reservations/:reference/unreported-usage', async (request, reply) => {
    const { lines } = parse(UsageRequest, request.body, 'The body');
    const { reference } = shop.reservations.find(referenceOf(request));
    shop.storage.transaction(() => shop.usage.add(reference, lines));
    return reply.code(202).send({ reference });
  });
  app.post('/sandbox/reservations/:reference/request-takedown', async (request, reply) => {
    const wish = parse(TakedownWish, request.body, 'The body');
    const { reference } = shop.reservations.find(referenceOf(request));
    const made = shop.storage.transaction(() => shop.requests.makeTakedown(reference, wish));
    shop.schedule.wake();
    return reply.code(202).send(made);
  });
  app.post('/sandbox/reservations/:reference/reject', async (request) => {
    const { reason } = parse(ReasonRequest, request.body, 'The body');
    const answer = shop.storage.transaction(() =>
      shop.reservations.complain(referenceOf(request), reason),
    );
    shop.schedule.wake();
    return answer.body;
  });
}
