import type { Storage } from './open-storage.ts';
import type { Reservations } from './reservations.ts';
import type { Webhooks } from './webhooks.ts';

const MAX_SLEEP_MS = 60_000;
const RETRY_DELAY_MS = 30_000;
const RERUN_MS = 1_000;

/** Runs due jobs and sleeps until the next. Jobs are stored, so a restart continues where the last process stopped. */
export function openSchedule(options: {
  storage: Storage;
  reservations: Reservations;
  webhooks: Webhooks;
  log: (line: string) => void;
}) {
  const { storage, reservations, webhooks, log } = options;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  // A failed job is postponed so that it does not block the rest.
  function perform(job: NonNullable<ReturnType<Reservations['dueJob']>>): void {
    try {
      storage.transaction(() => reservations.perform(job));
    } catch (error) {
      log(`${job.kind} of ${job.reference} failed, will retry: ${messageOf(error)}`);
      reservations.postpone(job, Date.now() + RETRY_DELAY_MS);
    }
  }

  function run(): void {
    if (stopped) return;
    clearTimeout(timer);
    try {
      for (let job = reservations.dueJob(Date.now()); job; job = reservations.dueJob(Date.now()))
        perform(job);
      const now = Date.now();
      webhooks.sendDue(now, wake);
      const next = [reservations.nextDue(), webhooks.nextDue(now)].filter((at) => at !== null);
      const sleep = Math.max(5, Math.min(MAX_SLEEP_MS, ...next.map((at) => at - now)));
      timer = setTimeout(run, sleep);
    } catch (error) {
      log(`the schedule failed, will retry: ${messageOf(error)}`);
      timer = setTimeout(run, RERUN_MS);
    }
  }
  /** Wakes the schedule: a new job may be due. */
  const wake = (): void => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(run, 0);
  };

  return {
    wake,
    stop(): void {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
export type Schedule = ReturnType<typeof openSchedule>;

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
