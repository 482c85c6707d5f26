import type pg from 'pg';
import type { InboxQuery, InboxWebhookDetails } from '@fermata/contracts/http';
import { inTransaction } from '../database/in-transaction.ts';
import { beforeId, type Page, toPageOfIds } from '../database/page.ts';
import type { EventWriter } from '../events/event-writer.ts';
import { WEBHOOKS_OF_RELEASE } from '../events/record-of-release.ts';
import { InboxRow } from './inbox-row.ts';

/** A webhook as operations see it, whose body is not parsed. */
export type InboxEntry = Omit<InboxWebhookDetails, 'webhook'> & { readonly id: number };

type Key = { readonly projectId: string; readonly partner: string; readonly webhookId: string };

/** The webhooks of a project's partners and about its tracks, and those that name nothing known. */
export interface InboxEntries {
  /** The webhooks that no workflow has got, newest first. Throws InvalidCursorError. */
  list(projectId: string, query: InboxQuery): Promise<Page<InboxEntry>>;
  /** The webhooks about a release, its orders and the requests for it, newest first. Throws InvalidCursorError. */
  ofRelease(
    release: { readonly projectId: string; readonly releaseId: string },
    query: Pick<InboxQuery, 'cursor' | 'limit'>,
  ): Promise<Page<InboxEntry>>;
  findEntry(key: Key): Promise<InboxEntry | null>;
  /**
   * Hands a webhook to the relay again, and records it unless it waits. Returns it as it is now: one that has reached
   * its workflow stays `relayed`. Null: the project has none.
   */
  replay(key: Key & { readonly actor: string }): Promise<InboxEntry | null>;
}

// Raw: joins without foreign keys, because a message may name something unknown and come from a configured partner,
// which belongs to no project and hides an added one. $1: the project.
// `configured`: the parameter with the configured partners.
const entries = (configured: string): string => `
  SELECT inbox.* FROM public.inbox
  LEFT JOIN public.partner AS added ON added.partner = inbox.partner AND added.partner <> ALL(${configured}::text[])
  LEFT JOIN public.offer_reference AS reference
    ON reference.partner = inbox.partner AND reference.partner_reference = inbox.partner_reference
  LEFT JOIN public.track ON track.track_id = inbox.track_id
  LEFT JOIN public.release AS named ON named.release_id = inbox.release_id
  WHERE coalesce(added.project_id, reference.project_id, track.project_id, named.project_id, $1::text) = $1::text`;
const LIST = `${entries('$5')}
  AND (inbox.relayed_at IS NULL OR inbox.undeliverable IS NOT NULL)
  AND $2::text IN ('any', CASE WHEN inbox.relayed_at IS NULL THEN 'waiting'
    WHEN inbox.is_unreadable THEN 'unreadable' ELSE 'undeliverable' END)
  AND inbox.id < $3 ORDER BY inbox.id DESC LIMIT $4`;
const OF_RELEASE = `${entries('$5')} AND (inbox.partner, inbox.webhook_id) IN (${WEBHOOKS_OF_RELEASE})
  AND inbox.id < $3 ORDER BY inbox.id DESC LIMIT $4`;
const FIND = `${entries('$4')} AND inbox.partner = $2 AND inbox.webhook_id = $3`;
const LOCK = `${FIND} FOR UPDATE OF inbox`;
const RELAY_AGAIN = `
  UPDATE public.inbox SET relayed_at = NULL, undeliverable = NULL, is_unreadable = false, attempts = 0,
    next_attempt_at = now(), last_failure = coalesce(undeliverable, last_failure)
  WHERE id = $1 RETURNING *`;
const NOTIFY = "SELECT pg_notify('fermata_inbox', '')";

export function createInboxEntries(
  pool: pg.Pool,
  writer: EventWriter,
  configured: readonly string[],
): InboxEntries {
  const read = async (
    db: pg.Pool | pg.PoolClient,
    sql: string,
    values: readonly unknown[],
  ): Promise<InboxEntry[]> =>
    (await db.query(sql, [...values])).rows.map((row) => entryOf(InboxRow.parse(row)));

  return {
    async list(projectId, { state = 'any', cursor, limit }) {
      const values = [projectId, state, beforeId(cursor), limit + 1, configured];
      return toPageOfIds(await read(pool, LIST, values), limit);
    },

    async ofRelease({ projectId, releaseId }, { cursor, limit }) {
      const values = [projectId, releaseId, beforeId(cursor), limit + 1, configured];
      return toPageOfIds(await read(pool, OF_RELEASE, values), limit);
    },

    async findEntry({ projectId, partner, webhookId }) {
      return (await read(pool, FIND, [projectId, partner, webhookId, configured]))[0] ?? null;
    },

    replay: ({ projectId, partner, webhookId, actor }) =>
      inTransaction(pool, async (client) => {
        const [entry] = await read(client, LOCK, [projectId, partner, webhookId, configured]);
        if (!entry || entry.state === 'relayed') return entry ?? null;
        const [waiting] = await read(client, RELAY_AGAIN, [entry.id]);
        await client.query(NOTIFY);
        if (entry.state !== 'waiting')
          await writer.appendRowEvent(
            client,
            { stream: `project/${projectId}`, projectId, actor },
            'webhook.replayed',
            { partner, webhookId, reason: entry.reason ?? '' },
          );
        return waiting ?? entry;
      }),
  };
}

function entryOf({
  traceparent: _,
  relayedAt,
  undeliverable,
  isUnreadable,
  lastFailure,
  nextAttemptAt,
  ...row
}: InboxRow): InboxEntry {
  if (undeliverable !== null)
    return {
      ...row,
      state: isUnreadable ? 'unreadable' : 'undeliverable',
      reason: undeliverable,
      nextAttemptAt: null,
    };
  return relayedAt === null
    ? { ...row, state: 'waiting', reason: lastFailure, nextAttemptAt }
    : { ...row, state: 'relayed', reason: null, nextAttemptAt: null };
}
