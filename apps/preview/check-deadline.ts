/** Milliseconds of one process of the sound engine. */
export interface Workload {
  /** Outstanding work of earlier requests. */
  readonly ahead: number;
  readonly processes: number;
  /** 0 for a cached score. */
  readonly compose: number;
  /** Of the parts that are not cached. */
  readonly parts: readonly number[];
  readonly mix: number;
}

export type DeadlineCheck =
  | { readonly isMet: true }
  | {
      readonly isMet: false;
      readonly reason: 'overloaded' | 'deadline';
      readonly retryAfterMs: number;
    };

/** Milliseconds until a preview is mixed: the processes share the work ahead, then its parts, longest first. */
export function finishAfter({ ahead, processes, compose, parts, mix }: Workload): number {
  const begin = ahead / processes + compose;
  const busyUntil = Array.from({ length: processes }, () => begin);
  for (const part of [...parts].sort((a, b) => b - a)) {
    const freest = busyUntil.indexOf(Math.min(...busyUntil));
    busyUntil[freest] = (busyUntil[freest] ?? begin) + part;
  }
  return Math.max(...busyUntil) + mix;
}

/**
 * Refuses a request that cannot meet its deadline: as `overloaded` if it could without the work
 * ahead.
 */
export function checkDeadline(work: Workload, leftMs: number): DeadlineCheck {
  const finish = finishAfter(work);
  if (finish <= leftMs) return { isMet: true };
  const alone = finishAfter({ ...work, ahead: 0 });
  return alone <= leftMs
    ? { isMet: false, reason: 'overloaded', retryAfterMs: Math.ceil(finish - leftMs) }
    : { isMet: false, reason: 'deadline', retryAfterMs: 0 };
}
