/** All in milliseconds of one thread. */
export interface Workload {
  /** What was taken on before and is not done. */
  readonly ahead: number;
  readonly threads: number;
  /** 0 where the score is at hand. */
  readonly compose: number;
  /** Only of parts that are not at hand. */
  readonly parts: readonly number[];
  readonly mix: number;
}

export type Admission =
  | { readonly admitted: true }
  | {
      readonly admitted: false;
      readonly reason: 'overloaded' | 'deadline';
      readonly retryAfterMs: number;
    };

/** Milliseconds from now until a preview is mixed: what is ahead is shared by the threads, then its parts, the longest first. */
export function finishAfter({ ahead, threads, compose, parts, mix }: Workload): number {
  const begin = ahead / threads + compose;
  const busyUntil = Array.from({ length: threads }, () => begin);
  for (const part of [...parts].sort((a, b) => b - a)) {
    const freest = busyUntil.indexOf(Math.min(...busyUntil));
    busyUntil[freest] = (busyUntil[freest] ?? begin) + part;
  }
  return Math.max(...busyUntil) + mix;
}

/** What cannot meet its deadline is refused at once: `overloaded` where it could if nothing was ahead of it, and then worth another try later. */
export function admit(work: Workload, leftMs: number): Admission {
  const finish = finishAfter(work);
  if (finish <= leftMs) return { admitted: true };
  const alone = finishAfter({ ...work, ahead: 0 });
  return alone <= leftMs
    ? { admitted: false, reason: 'overloaded', retryAfterMs: Math.ceil(finish - leftMs) }
    : { admitted: false, reason: 'deadline', retryAfterMs: 0 };
}
