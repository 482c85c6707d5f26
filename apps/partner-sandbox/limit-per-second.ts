import { ProblemError } from './problem-error.ts';

/** Refuses more than `limit` requests per clock second. */
export function limitPerSecond(limit: number) {
  let second = 0;
  let count = 0;
  return async (): Promise<void> => {
    const now = Math.floor(Date.now() / 1000);
    if (now !== second) [second, count] = [now, 0];
    count += 1;
    if (count > limit)
      throw new ProblemError(
        'too-many-requests',
        `This partner accepts at most ${limit} requests a second.`,
        {
          retryAfterSeconds: 1,
        },
      );
  };
}
