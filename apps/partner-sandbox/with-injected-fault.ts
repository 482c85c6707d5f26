import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import { ProblemError } from './problem-error.ts';
import type { Shop } from './shop.ts';
import type { Step } from './switches.ts';

/** Does the work, or injects the fault that a marker or switch requests. */
export async function withInjectedFault<
  A extends { status: number; body: unknown; replayed?: boolean },
>(
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

/** The release of a reservation, whose title may have markers of faults. */
export const releaseOf = (shop: Shop, reference: string): { releaseId: string; title: string } => {
  const row = shop.reservations.find(reference);
  return { releaseId: row.release_id, title: row.title };
};
