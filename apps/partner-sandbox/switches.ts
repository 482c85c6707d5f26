import { z } from 'zod';
import type { Storage } from './open-storage.ts';

const Milliseconds = z
  .number()
  .int()
  .min(0)
  .max(7 * 24 * 3_600_000);

export const STEPS = ['reserve', 'upload', 'deliver', 'confirm', 'takedown', 'ask'] as const;
export type Step = (typeof STEPS)[number];

/**
 * What goes wrong with the next requests of a step: `error` 500 and nothing done; `lost` done, then 500; `drop` done, then the connection is cut;
 * `busy` 429 and nothing done; `slow` done, answered after `delayMs`.
 */
export const InjectedFault = z.strictObject({
  on: z.enum([...STEPS, 'any']),
  kind: z.enum(['error', 'lost', 'drop', 'busy', 'slow']),
  times: z.number().int().min(1).max(1_000_000).default(1),
  retryAfterSeconds: z.number().int().min(0).max(3600).default(1),
  delayMs: Milliseconds.default(1_000),
});
export type InjectedFault = z.infer<typeof InjectedFault>;

const fields = {
  /** How the shop decides: by its rules, always the same, or never at all. */
  answer: z.enum(['judge', 'accept', 'reject', 'never']),
  /** Milliseconds from the delivery to the decision. */
  answerDelayMs: Milliseconds,
  /** Milliseconds from the acceptance to a rejection all the same; null: never. */
  rejectAfterAcceptMs: Milliseconds.nullable(),
  /** Milliseconds from the takedown's request to its confirmation; null: never. */
  takedownDelayMs: Milliseconds.nullable(),
  /** Each webhook a second time, under the same id or under a new one. */
  webhookTwice: z.enum(['no', 'same-id', 'new-id']),
  /** The first webhook of a reservation waits for the second one, at most 3 seconds. */
  reorder: z.boolean(),
  /** States change, and no webhook tells of it. */
  loseWebhooks: z.boolean(),
  minDurationSeconds: z.number().min(0).max(86_400),
  faults: z.array(InjectedFault).max(50),
};

export const Switches = z.strictObject(fields);
export type Switches = z.infer<typeof Switches>;
/** Only the named switches change. */
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
  minDurationSeconds: 5,
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
    /** The next fault for this step, used up; undefined when nothing shall go wrong. */
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
