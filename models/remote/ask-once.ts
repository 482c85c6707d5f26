import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import type { LanguageModelSettings } from '@fermata/contracts/settings';
import { growingPauseMs, type Money, money, stepKey } from '@fermata/contracts/values';
import { ReadingFailedError } from '../chain/reading-failed-error.ts';
import { RemoteModelError } from './remote-model-error.ts';

/** The project whose budget pays for a call, and the track in its ledger. */
export interface AskedFor {
  readonly projectId: string;
  readonly trackId: string;
}

/** Answers, claims and prices of calls; all processes that ask share them. */
export interface CallRecords {
  readonly steps: {
    find(projectId: string, key: string): Promise<{ readonly result: unknown } | null>;
    claim(projectId: string, key: string, claimant: string, seconds: number): Promise<boolean>;
    release(projectId: string, key: string, claimant: string): Promise<void>;
    forget(projectId: string, key: string): Promise<void>;
    save(answered: {
      readonly projectId: string;
      readonly key: string;
      readonly step: string;
      readonly version: number;
      readonly result: unknown;
      readonly assets: string[];
      readonly bytes: number;
      readonly cpuSeconds: number;
      readonly modelSeconds: number;
    }): Promise<void>;
  };
  readonly costs: {
    /** Charges one call before it is made. False, without a charge, if it does not fit into a budget. */
    chargeCall(call: {
      readonly projectId: string;
      readonly trackId: string;
      readonly step: string;
      readonly stepKey: string;
      readonly price: Money;
      readonly dayBudgetMicros: number;
    }): Promise<boolean>;
    /** A track that needs no call, as the answer is known. */
    recordSavedCall(call: {
      readonly projectId: string;
      readonly trackId: string;
      readonly step: string;
      readonly stepKey: string;
      readonly price: Money;
    }): Promise<void>;
  };
}

/** Stops calls for a while after failures. Throws a ReadingFailedError without a call. */
export interface CallCircuit {
  through<Answer>(call: () => Promise<Answer>): Promise<Answer>;
}

export interface Asking {
  readonly records: CallRecords;
  readonly circuit: CallCircuit;
  readonly settings: Pick<
    LanguageModelSettings,
    'api' | 'model' | 'priceMicros' | 'dayBudgetMicros' | 'timeoutMs'
  >;
}

export interface Question<Answer> {
  readonly asked: { readonly text: string } | { readonly note: string };
  readonly schema: z.ZodType<Answer>;
  /** Rejects with a RemoteModelError, or the reason of the signal. */
  readonly ask: (signal: AbortSignal) => Promise<Answer>;
}

const STEP = { name: 'interpret', version: 1 } as const;
/** Beyond the time limit of a call, for the records around it. */
const LEASE_MARGIN_SECONDS = 5;
const POLL_MIN_MS = 50;
const POLL_MAX_MS = 500;

/**
 * Asks a language model about a text that its project has not asked about before: the answer is a cached step for every
 * process, and who asks at the same time waits for it. A call is charged before it is made, so calls at the same time
 * cannot pass a budget together; one that fails or is cancelled may have been charged by the service, too. Throws
 * ReadingFailedError without an answer, and the reason of `signal`.
 */
export async function askOnce<Answer>(
  { records: { steps, costs }, circuit, settings }: Asking,
  { projectId, trackId }: AskedFor,
  { asked, schema, ask }: Question<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  const { api, model, priceMicros, dayBudgetMicros, timeoutMs } = settings;
  const key = stepKey({ ...STEP, inputs: { api, model, ...asked } });
  const call = { projectId, trackId, step: STEP.name, price: money(priceMicros) };
  const claimant = randomUUID();
  for (let poll = 1; ; poll += 1) {
    signal.throwIfAborted();
    const known = await findAnswer();
    if (known) return known.answer;
    const leaseSeconds = timeoutMs / 1000 + LEASE_MARGIN_SECONDS;
    if (await steps.claim(projectId, key, claimant, leaseSeconds))
      try {
        // Another process may have finished between the lookup and the claim.
        return (await findAnswer())?.answer ?? (await askAndSave());
      } finally {
        // A claim that is not released expires.
        await steps.release(projectId, key, claimant).catch(() => undefined);
      }
    await pause(growingPauseMs(poll, POLL_MIN_MS, POLL_MAX_MS), undefined, { signal });
  }

  async function findAnswer(): Promise<{ readonly answer: Answer } | null> {
    const found = await steps.find(projectId, key);
    const answer = found && schema.safeParse(found.result);
    if (!answer?.success) return null;
    await costs.recordSavedCall({ ...call, stepKey: `${trackId}/understand/${key}` });
    return { answer: answer.data };
  }

  async function askAndSave(): Promise<Answer> {
    const answer = await circuit.through(charged).catch((error: unknown) => {
      throw error instanceof RemoteModelError
        ? new ReadingFailedError(error.message, { cause: error })
        : error;
    });
    // An answer of an earlier form may be stored, which `save` would keep.
    await steps.forget(projectId, key);
    await steps.save({
      ...{ projectId, key, step: STEP.name, version: STEP.version, result: answer },
      ...{ assets: [], bytes: 0, cpuSeconds: 0, modelSeconds: 0 },
    });
    return answer;
  }

  async function charged(): Promise<Answer> {
    const stepKey = `${trackId}/understand/${key}/call-${claimant}`;
    if (!(await costs.chargeCall({ ...call, stepKey, dayBudgetMicros })))
      throw new ReadingFailedError('is not asked any more today, as its budget is spent');
    return ask(signal);
  }
}
