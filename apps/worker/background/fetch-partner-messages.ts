import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { takeTurn } from '@fermata/activities';
import { growingPauseMs, PartnerKind } from '@fermata/contracts/values';
import { readWebhook, type ReadWebhook, subjectOfText } from '@fermata/domain/inbox';
import {
  CircuitOpenError,
  connectionOf,
  type FetchedMessage,
  type MessageReceiver,
  openPartnerAdapter,
  type PartnerCallContext,
  throughCircuit,
} from '@fermata/partners';
import type { Catalogue, PartnerRecord, WebhookRefusal } from '@fermata/prisma';
import type { SecretBox } from '@fermata/temporal-config/secret-box';

/** Whether partners of a kind leave their messages in a folder; others send webhooks. */
const LEAVES_MESSAGES: Readonly<Record<PartnerKind, boolean>> = {
  'http-v1': false,
  'drop-s3': true,
  'drop-sftp': true,
};
const FETCHED_KINDS = PartnerKind.options.filter((kind) => LEAVES_MESSAGES[kind]);
const POLL_MS = 10_000;
const MAX_PAUSE_MS = 300_000;
/** Time limit for all requests of one fetch from a folder. */
const FETCH_TIMEOUT_MS = 120_000;

export interface FetchDependencies {
  readonly catalogue: {
    readonly partners: Pick<Catalogue['partners'], 'listOfKinds'>;
    readonly partnerCircuits: Pick<Catalogue['partnerCircuits'], 'admit' | 'record' | 'takeTurn'>;
    readonly partnerFiles: Catalogue['partnerFiles'];
    readonly inbox: Pick<Catalogue['inbox'], 'receive' | 'openRefusals' | 'markRefused'>;
  };
  readonly secrets: Pick<SecretBox, 'open'>;
  /** The names of configured partners, each of which hides an added one. */
  readonly configuredPartners: readonly string[];
  /** Exact host:port pairs that may have private addresses. */
  readonly partnerHosts: readonly string[];
  readonly log: Logger;
  readonly pollMs?: number;
}

/** The state that this process keeps of one partner. */
interface Watched {
  readonly known: Set<string>;
  isFetching: boolean;
  failures: number;
  nextFetchAt: number;
}

/**
 * Until the signal aborts, puts the messages that partners leave in folders into the inbox, as if they had been
 * webhooks. A slow or broken partner does not delay others, and one whose circuit is open is not asked. Any number of
 * processes may do so: the inbox takes each id once.
 */
export async function fetchPartnerMessages(
  deps: FetchDependencies,
  signal: AbortSignal,
): Promise<void> {
  const { catalogue, configuredPartners, log, pollMs = POLL_MS } = deps;
  const watched = new Map<string, Watched>();
  const fetches = new Set<Promise<void>>();

  async function fetchFrom(partner: PartnerRecord, entry: Watched): Promise<void> {
    entry.isFetching = true;
    try {
      await throughCircuit(catalogue.partnerCircuits, partner.partner, () =>
        fetchOnce(deps, partner, entry.known, signal),
      );
      entry.failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof CircuitOpenError) {
        entry.nextFetchAt = Date.now() + error.waitMs;
        return;
      }
      entry.failures += 1;
      entry.nextFetchAt = Date.now() + growingPauseMs(entry.failures, pollMs, MAX_PAUSE_MS);
      log.warn({ err: error, partner: partner.partner }, 'cannot fetch the messages of a partner');
    } finally {
      entry.isFetching = false;
    }
  }

  while (!signal.aborted) {
    try {
      for (const partner of await catalogue.partners.listOfKinds(FETCHED_KINDS)) {
        if (configuredPartners.includes(partner.partner)) continue;
        const entry = watched.get(partner.partner) ?? newEntry();
        watched.set(partner.partner, entry);
        if (entry.isFetching || Date.now() < entry.nextFetchAt) continue;
        const running = fetchFrom(partner, entry).finally(() => fetches.delete(running));
        fetches.add(running);
      }
    } catch (error) {
      log.warn({ err: error }, 'cannot read the partners; trying again later');
    }
    await pause(pollMs, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(fetches);
}

const newEntry = (): Watched => ({
  known: new Set(),
  isFetching: false,
  failures: 0,
  nextFetchAt: 0,
});

/**
 * Adds the ids of the messages that were read to `known`, and removes those that are no longer in the folder; after a
 * failed fetch, the next one resumes from them. The catalogue remembers them for other workers, and after a restart.
 * A message is stored before it is answered, with the answer that is due, so that neither is lost if the process dies.
 * Throws at the end if a request could not be answered.
 */
async function fetchOnce(
  { catalogue, secrets, partnerHosts }: FetchDependencies,
  record: PartnerRecord,
  known: Set<string>,
  stop: AbortSignal,
): Promise<void> {
  const { partner, requestsPerSecond } = record;
  const { inbox, partnerCircuits: circuits, partnerFiles } = catalogue;
  const adapter = openPartnerAdapter(connectionOf(record, secrets, partnerHosts));
  const signal = AbortSignal.any([stop, AbortSignal.timeout(FETCH_TIMEOUT_MS)]);
  const context: PartnerCallContext = {
    signal,
    onProgress: () => undefined,
    async takeTurn() {
      if (requestsPerSecond !== null)
        await takeTurn({ circuits }, { partner, requestsPerSecond }, signal);
    },
  };
  const receiver: MessageReceiver = {
    async knownOf(ids) {
      const present = new Set(ids);
      for (const id of known) if (!present.has(id)) known.delete(id);
      const others = ids.filter((id) => !known.has(id));
      if (others.length > 0)
        for (const id of await partnerFiles.read(partner, others)) known.add(id);
      return known;
    },
    async receive(message) {
      const { id, body } = message;
      if (body !== null) {
        const read = readWebhook(body);
        const subject = subjectOfText(body, read);
        const refusal = refusalOf(message, read);
        await inbox.receive({ partner, webhookId: id, body, ...subject, ...refusal });
      }
      await partnerFiles.markRead(partner, id);
      known.add(id);
    },
  };
  // An unreadable file does not stop the answers.
  const failures = await failuresOf(adapter.fetchMessages?.(receiver, context));
  // Of any worker: one may have died before it sent them. The partner knows a repeated one by its id.
  for (const { webhookId, receivedAt, request, reason } of await inbox.openRefusals(partner)) {
    const answer = { request, reason, answeredAt: receivedAt, idempotencyKey: webhookId };
    const sent = await failuresOf(adapter.refuseUnreadable?.(answer, context));
    if (sent.length === 0) await inbox.markRefused(partner, webhookId);
    // An answer that the partner did not get does not block others.
    failures.push(...sent.map((cause) => new Error(`cannot answer ${request}`, { cause })));
    signal.throwIfAborted();
  }
  const [failure] = failures;
  if (failure !== undefined) throw failure;
}

async function failuresOf(work: Promise<void> | undefined): Promise<Error[]> {
  try {
    await work;
    return [];
  } catch (error) {
    return [error instanceof Error ? error : new Error(String(error))];
  }
}

/** The answer to a request that cannot be read. */
function refusalOf(
  { request, issue }: FetchedMessage,
  read: ReadWebhook,
): { refusal?: WebhookRefusal } {
  if (request === null || 'webhook' in read) return {};
  return { refusal: { request, reason: issue ?? read.unreadable } };
}
