import type { Storage } from './open-storage.ts';
import type { Reservations } from './reservations.ts';
import type { Webhooks } from './webhooks.ts';

const MAX_SLEEP_MS = 60_000;
const RETRY_DELAY_MS = 30_000;

/** Does what is due and sleeps until the next. What is due stands in the storage, so a restart goes on where the last process stopped. */
export function openSchedule(options: {
  storage: Storage;
  reservations: Reservations;
  webhooks: Webhooks;
  log: (line: string) => void;
}) {
  const { storage, reservations, webhooks, log } = options;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  // What fails is put off, so that it does not hold up the rest.
  function perform(job: NonNullable<ReturnType<Reservations['dueJob']>>): void {
    try {
      storage.transaction(() => reservations.perform(job));
    } catch (error) {
      log(
        `${job.kind} of ${job.reference} failed and is tried again later: ${error instanceof Error ? error.message : String(error)}`,
      );
      reservations.postpone(job, Date.now() + RETRY_DELAY_MS);
    }
  }

  function run(): void {
    if (stopped) return;
    clearTimeout(timer);
    let sleep = MAX_SLEEP_MS;
    try {
      for (let job = reservations.dueJob(Date.now()); job; job = reservations.dueJob(Date.now()))
        perform(job);
      const now = Date.now();
      webhooks.sendDue(now, wake);
      const next = [reservations.nextDue(), webhooks.nextDue(now)].filter((at) => at !== null);
      sleep = Math.max(5, Math.min(MAX_SLEEP_MS, ...next.map((at) => at - now)));
    } catch (error) {
      log(
        `the schedule failed and tries again in a second: ${error instanceof Error ? error.message : String(error)}`,
      );
      sleep = 1_000;
    }
    timer = setTimeout(run, sleep);
  }
  /** Something new may be due. */
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
