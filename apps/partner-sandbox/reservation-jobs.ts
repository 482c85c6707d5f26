import { z } from 'zod';
import type { Storage } from './open-storage.ts';

const JobRow = z.object({
  id: z.number(),
  kind: z.enum(['judge', 'change-mind', 'takedown']),
  reference: z.string(),
});
export type Job = z.infer<typeof JobRow>;

/** Work that is due later. Jobs are stored, so that they outlive a restart. */
export function openReservationJobs(database: Storage['database']) {
  const add = database.prepare('insert into job (kind, reference, due_at) values (?, ?, ?)');
  const cancel = database.prepare('delete from job where reference = ?');
  const due = database.prepare(
    'select id, kind, reference from job where due_at <= ? order by due_at, id limit 1',
  );
  const remove = database.prepare('delete from job where id = ?');
  const postpone = database.prepare('update job set due_at = ? where id = ?');
  const next = database.prepare('select min(due_at) as at from job');
  return {
    add(kind: Job['kind'], reference: string, delayMs: number): void {
      add.run(kind, reference, Date.now() + delayMs);
    },
    /** Deletes all jobs of a reservation. */
    cancel(reference: string): void {
      cancel.run(reference);
    },
    /** The longest overdue job; undefined when none is due. */
    due: (now: number): Job | undefined => JobRow.optional().parse(due.get(now)),
    remove({ id }: Job): void {
      remove.run(id);
    },
    postpone: ({ id }: Job, until: number): void => {
      postpone.run(until, id);
    },
    nextDue: (): number | null => z.object({ at: z.number().nullable() }).parse(next.get()).at,
  };
}
export type ReservationJobs = ReturnType<typeof openReservationJobs>;
