import { z } from 'zod';
import type { Storage } from './open-storage.ts';

const Milliseconds = z
  .number()
  .int()
  .min(0)
  .max(7 * 24 * 3_600_000);

export const STEPS = [
  'reserve',
  'upload',
  'deliver',
  'confirm',
  'update',
  'takedown',
  'ask',
  'answer',
] as const;
export type Step = (typeof STEPS)[number];

/**
 * The fault injected into the next requests of a step. `error`: 500, not done. `lost`: done, then 500. `hang-up`: done,
 * then the connection is closed. `busy`: 429, not done. `slow`: done, answered after `delayMs`.
 */
export const InjectedFault = z.strictObject({
  on: z.enum([...STEPS, 'any']),
  kind: z.enum(['error', 'lost', 'hang-up', 'busy', 'slow']),
  times: z.number().int().min(1).max(1_000_000).default(1),
  retryAfterSeconds: z.number().int().min(0).max(3600).default(1),
  delayMs: Milliseconds.default(1_000),
});
export type InjectedFault = z.infer<typeof InjectedFault>;

const fields = {
  /** The shop's decision: by its rules, a fixed one, none, or a request for a fix before it decides by its rules. */
  answer: z.enum(['judge', 'accept', 'reject', 'never', 'needs-fix']),
  /** Milliseconds from the delivery to the decision. */
  answerDelayMs: Milliseconds,
  /** Milliseconds from acceptance to a later rejection; null: never. */
  rejectAfterAcceptMs: Milliseconds.nullable(),
  /** Milliseconds from a takedown request to its confirmation; null: never. */
  takedownDelayMs: Milliseconds.nullable(),
  /** Sends each webhook twice, under the same id or a new one. */
  webhookTwice: z.enum(['no', 'same-id', 'new-id']),
  /** Sends a reservation's first webhook after its second, at most 3 seconds late. */
  reorder: z.boolean(),
  /** States change without a webhook. */
  loseWebhooks: z.boolean(),
  minDurationSeconds: z.number().min(0).max(86_400),
  faults: z.array(InjectedFault).max(50),
};

export const Switches = z.strictObject(fields);
export type Switches = z.infer<typeof Switches>;
/** Changes only the named switches. */
export const SwitchesRequest = Switches.partial();
export type SwitchesRequest = z.infer<typeof SwitchesRequest>;

const DEFAULT_SWITCHES: Switches = {
  answer: 'judge',
  answerDelayMs: 300,
  rejectAfterAcceptMs: null,
  takedownDelayMs: 300,
  webhookTwice: 'no',
  reorder: false,
  loseWebhooks: false,
  minDurationSeconds: 3,
  faults: [],
};

export function openSwitches({ database }: Storage) {
  const select = database.prepare('select json from switches where only = 1');
  const upsert = database.prepare(
    'insert into switches (only, json) values (1, ?) on conflict (only) do update set json = excluded.json',
  );
  const read = (): Switches => {
    const row = z.object({ json: z.string() }).optional().parse(select.get());
    return row
      ? Switches.parse({
          ...DEFAULT_SWITCHES,
          ...z.record(z.string(), z.unknown()).parse(JSON.parse(row.json)),
        })
      : DEFAULT_SWITCHES;
  };
  const write = (switches: Switches): Switches => {
    upsert.run(JSON.stringify(switches));
    return switches;
  };
  return {
    read,
    change: (change: SwitchesRequest): Switches =>
      write(
        Switches.parse({
          ...read(),
          ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
        }),
      ),
    reset: (): Switches => write(DEFAULT_SWITCHES),
    /** Takes the next fault for this step; undefined when there is none. */
    takeFault(step: Step): InjectedFault | undefined {
      const switches = read();
      const injected = switches.faults.find(
        (candidate) => candidate.on === step || candidate.on === 'any',
      );
      if (!injected) return undefined;
      const rest = switches.faults.flatMap((other) =>
        other !== injected
          ? [other]
          : injected.times > 1
            ? [{ ...injected, times: injected.times - 1 }]
            : [],
      );
      write({ ...switches, faults: rest });
      return injected;
    },
  };
}
export type SwitchBoard = ReturnType<typeof openSwitches>;
