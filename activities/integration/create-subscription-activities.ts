import { WORKFLOWS } from '@fermata/contracts/temporal';
import { afterAttempt } from '@fermata/domain/subscription';
import type { AttemptResult, DueMessage, Outbox, OutboxPlan } from '@fermata/prisma';
import type { SecretBox } from '@fermata/temporal-config/secret-box';
import { callingWorkflow } from '../calling-workflow.ts';
import { notAuthorised } from '../not-authorised.ts';
import { withHeartbeat } from '../steps/with-heartbeat.ts';
import { sendMessage, type SendOptions } from './subscription/send-message.ts';
import { signMessage } from './subscription/sign-message.ts';

export interface SubscriptionDeps {
  readonly catalogue: { readonly outbox: Pick<Outbox, 'plan' | 'due' | 'record'> };
  /** Opens the secrets of subscriptions. */
  readonly secrets: Pick<SecretBox, 'open'>;
  /** Exact host:port pairs that may have private addresses. */
  readonly subscriberHosts: readonly string[];
  readonly sending?: Partial<SendOptions>;
}

/** Of one stream, in one call. */
const MAX_MESSAGES = 20;
/** After this time a call starts no further message. */
const MAX_CALL_MS = 10_000;

/**
 * Messages to subscribers. A call acts only on the subscription whose id is that of the calling
 * workflow, and sends only the messages that are due by its row in the catalogue.
 */
export function createSubscriptionActivities(deps: SubscriptionDeps) {
  const { outbox } = deps.catalogue;

  async function attempt(
    subscriptionId: string,
    { url, secrets, failingSince }: Target,
    message: DueMessage,
  ): Promise<'continue' | 'stop'> {
    const signed = signMessage(url, message.event, secrets, new Date());
    const sent = await sendMessage(signed, {
      ...deps.sending,
      allowedHosts: deps.subscriberHosts,
    });
    const { httpStatus, detail, durationMs, retryAfterMs } = sent;
    const { attempts, firstFailedAt } = message;
    const next = afterAttempt(httpStatus, {
      messageId: signed.headers['webhook-id'] ?? '',
      attempt: attempts + 1,
      now: Date.now(),
      firstFailedAt: firstFailedAt === null ? null : Date.parse(firstFailedAt),
      failingSince: failingSince === null ? null : Date.parse(failingSince),
      retryAfterMs,
    });
    const result: AttemptResult = { httpStatus, detail, durationMs, next };
    const status = await outbox.record(subscriptionId, message, result);
    const isDone = next.then === 'arrived' || next.then === 'give-up';
    return status === 'active' && isDone ? 'continue' : 'stop';
  }

  return {
    /** The messages that the calling subscription can send now. */
    planMessages: (_input: object): Promise<OutboxPlan> => outbox.plan(ownSubscription()),

    /** Sends due messages of the calling subscription: a stream's in order, up to a failure, or one again. */
    sendMessages: (input: { stream: string } | { replay: number }): Promise<{ sent: number }> =>
      withHeartbeat(async () => {
        const subscriptionId = ownSubscription();
        const started = performance.now();
        const batch = await outbox.due(subscriptionId, input, MAX_MESSAGES);
        if (batch === null) return { sent: 0 };
        const target = targetOf(batch.subscription, deps.secrets);
        let sent = 0;
        for (const message of batch.messages) {
          if (sent > 0 && performance.now() - started > MAX_CALL_MS) break;
          if ((await attempt(subscriptionId, target, message)) === 'stop') break;
          sent += 1;
        }
        return { sent };
      }),
  };
}

export type SubscriptionActivities = ReturnType<typeof createSubscriptionActivities>;

interface Target {
  readonly url: string;
  readonly secrets: readonly string[];
  readonly failingSince: string | null;
}

function targetOf(
  {
    subscriptionId,
    url,
    secret,
    previousSecret,
    previousSecretUntil,
    failingSince,
  }: NonNullable<Awaited<ReturnType<Outbox['due']>>>['subscription'],
  box: Pick<SecretBox, 'open'>,
): Target {
  const isPreviousValid =
    previousSecretUntil !== null && Date.parse(previousSecretUntil) > Date.now();
  const secrets = [box.open(secret, subscriptionId)];
  if (isPreviousValid && previousSecret !== null) secrets.push(...openPrevious());
  return { url, failingSince, secrets };

  /** Unreadable if FERMATA_SECRETS_KEY was changed; the new secret alone then signs. */
  function openPrevious(): string[] {
    try {
      return [box.open(previousSecret ?? '', subscriptionId)];
    } catch {
      return [];
    }
  }
}

/** Throws NotAuthorisedError for a workflow that is not a subscription's. */
function ownSubscription(): string {
  const { workflowId } = callingWorkflow();
  const [kind, subscriptionId = ''] = workflowId.split('/');
  if (kind !== 'subscription')
    throw notAuthorised(`${workflowId} must not send messages: it is no ${WORKFLOWS.subscription}`);
  return subscriptionId;
}
