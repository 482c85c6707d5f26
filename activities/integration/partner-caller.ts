import { ApplicationFailure } from '@temporalio/common';
import type { z } from 'zod';
import { cleanText, formatIssues } from '@fermata/contracts/values';
import { isRetryLimitOver } from '@fermata/domain/partner';
import {
  openPartnerAdapter,
  type PartnerAdapter,
  type PartnerCallContext,
} from '@fermata/partners';
import { withHeartbeat, type WorkContext } from '../steps/with-heartbeat.ts';
import { callThroughCircuit, type CircuitDeps, takeTurn } from './call-through-circuit.ts';
import { classifyPartnerError } from './classify-partner-error.ts';
import { findPartner, type FoundPartner, type PartnerSource } from './find-partner.ts';
import { givenUp, partnerPaused, PAUSED_RETRY_MS } from './partner-retries.ts';

type CallContext = WorkContext & PartnerCallContext;

interface CallInput {
  readonly partner: string;
  readonly projectId?: string;
  readonly giveUpAfterSeconds?: number | undefined;
  readonly recovers?: boolean | undefined;
}

export interface PartnerCallerDeps extends PartnerSource, CircuitDeps {
  /** Milliseconds for one request; an upload has its own limit. */
  readonly answerTimeoutMs?: number;
  readonly uploadTimeoutMs?: number;
  readonly pausedRetryMs?: number;
}

/**
 * Validates the input, opens the partner's adapter, sends heartbeats, classifies failures. `offer`: the step offers
 * or changes something, so it waits while the partner is paused; a function decides it for each request.
 */
export type WithPartner = <I extends CallInput, R>(
  schema: z.ZodType<I>,
  input: unknown,
  step: { step: string; offer?: boolean | ((input: I) => Promise<boolean>) },
  work: (adapter: PartnerAdapter, input: I, watch: CallContext, found: FoundPartner) => Promise<R>,
) => Promise<R>;

export function partnerCaller(deps: PartnerCallerDeps): WithPartner {
  const { pausedRetryMs = PAUSED_RETRY_MS } = deps;
  return async (schema, input, { step, offer = false }, work) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success)
      throw ApplicationFailure.nonRetryable(
        cleanText(`${step}: ${formatIssues(parsed.error)}`, 500),
        'BadInputError',
      );
    const { partner, projectId, giveUpAfterSeconds, recovers = false } = parsed.data;
    const action = `${step} at ${partner}`;
    const found = await findPartner(deps, partner, projectId);
    if (found === null)
      throw ApplicationFailure.nonRetryable(
        `${step}: there is no partner ${partner}`,
        'PartnerUnknownError',
      );
    // A takedown waits for the recovery of a reference, and no pause delays a takedown.
    const isPaused = found.pause.status === 'paused';
    if (isPaused && (typeof offer === 'function' ? await offer(parsed.data) : offer))
      throw partnerPaused(action, partner, recovers ? null : pausedRetryMs);
    const adapter = openPartnerAdapter(found.connection, deps);
    return withHeartbeat(async (watch) => {
      const { requestsPerSecond } = found.connection;
      const context: CallContext =
        requestsPerSecond === undefined
          ? watch
          : {
              ...watch,
              takeTurn: () => takeTurn(deps, { partner, requestsPerSecond }, watch.signal),
            };
      try {
        return await callThroughCircuit(deps, { partner, action }, () =>
          work(adapter, parsed.data, context, found),
        );
      } catch (error) {
        const failure = classifyPartnerError(error, action);
        const isRetried = failure instanceof ApplicationFailure && failure.nonRetryable !== true;
        const { resumedAt } = found.pause;
        const times = { ...watch, resumedAt: resumedAt === null ? null : Date.parse(resumedAt) };
        throw isRetried && isRetryLimitOver(times, giveUpAfterSeconds)
          ? givenUp(failure, giveUpAfterSeconds)
          : failure;
      }
    });
  };
}
