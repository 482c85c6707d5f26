import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

export interface BareRoute {
  /** Its origin. The path is /webhooks. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The lower bound of the webhook route: a Fastify server in its own process that only verifies the
 * signature.
 */
export async function startBareRoute(secret: string): Promise<BareRoute> {
  const child = fork(new URL('./bare-route-main.js', import.meta.url), [secret]);
  const ended = once(child, 'exit');
  const failed = ended.then(() => {
    throw new Error('the bare route could not start');
  });
  const reported: unknown[] = await Promise.race([once(child, 'message'), failed]);
  return {
    url: z.url().parse(reported[0]),
    close: async () => {
      child.kill();
      await ended;
    },
  };
}
