import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { idempotencyKeyOf, parse, referenceOf, traceparentOf } from './read-request.ts';
import { readStats } from './read-stats.ts';
import type { ReservationResponse } from './reservations.ts';
import type { Shop } from './shop.ts';
import type { Step } from './switches.ts';
import {
  AnswerRequest,
  AnswersQuery,
  ConfirmRequest,
  DeliverRequest,
  OrderAnswerRequest,
  ReasonRequest,
  ReleaseQuery,
  ReserveRequest,
  StatsQuery,
  UpdateRequest,
  UsageQuery,
} from './wire.ts';
import { releaseOf, withInjectedFault } from './with-injected-fault.ts';

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

const isAboutOrder = (body: unknown): boolean =>
  z.object({ type: z.string().startsWith('order.') }).safeParse(body).success;
