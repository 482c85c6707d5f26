import type { FastifyInstance } from 'fastify';
import { parse, referenceOf } from './read-request.ts';
import { SandboxOrder, SandboxRequest, TakedownWish, UsageRequest } from './sandbox-wire.ts';
import type { Shop } from './shop.ts';
import { SwitchesRequest } from './switches.ts';
import { ReasonRequest } from './wire.ts';

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
