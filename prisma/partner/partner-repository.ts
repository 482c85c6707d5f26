import type pg from 'pg';
import type { EventData, EventType } from '@fermata/contracts/events';
import { canonicalJson } from '@fermata/contracts/values';
import { inTransaction } from '../database/in-transaction.ts';
import type { EventWriter } from '../events/event-writer.ts';
import type { PrismaClient } from '../generated/client.ts';
import { Partner, PartnerRow } from './partner-row.ts';

/** An added partner, with sealed secrets. */
export type PartnerRecord = PartnerRow;

/** `secretCommand`: the hash of the command, whose repeat finds the partner that it added. */
export type NewPartner = Pick<
  PartnerRow,
  | 'partner'
  | 'projectId'
  | 'kind'
  | 'url'
  | 'credentials'
  | 'webhookSecret'
  | 'secretCommand'
  | 'requestsPerSecond'
  | 'requirements'
> & { readonly actor: string };

export interface PartnerChanges {
  readonly url?: string | undefined;
  /** Sealed. */
  readonly credentials?: string | undefined;
  readonly status?: PartnerRow['status'] | undefined;
  readonly requestsPerSecond?: number | undefined;
  readonly requirements?: PartnerRow['requirements'] | undefined;
  /** Null closes them. */
  readonly orders?: PartnerRow['orders'] | undefined;
}

/** `actor`: the actor who makes the change. */
export interface PartnerAddress {
  readonly projectId: string;
  readonly partner: string;
  readonly actor: string;
}

/** Every change is written with its event in one transaction. Null: the project has no such partner. */
export interface PartnerRepository {
  /** `taken`: there is another partner of this name, or there was one for another project, which has releases there. */
  add(partner: NewPartner, most: number): Promise<PartnerRecord | 'taken' | 'too-many'>;
  list(projectId: string): Promise<PartnerRecord[]>;
  find(projectId: string, partner: string): Promise<PartnerRecord | null>;
  /**
   * Of any project: for calls to the partner and for its webhooks. Null for a configured one, which hides an added one
   * of the same name.
   */
  findByName(partner: string): Promise<PartnerRecord | null>;
  /** Of all projects. */
  listOfKinds(kinds: readonly PartnerRow['kind'][]): Promise<PartnerRecord[]>;
  /** Values that the partner already has append no event. */
  change(address: PartnerAddress, changes: PartnerChanges): Promise<PartnerRecord | null>;
  /** The previous secret stays valid for this time. The same command again changes nothing. */
  rotateSecret(
    address: PartnerAddress,
    secret: Pick<PartnerRow, 'webhookSecret' | 'secretCommand'>,
    overlapSeconds: number,
  ): Promise<PartnerRecord | null>;
}

// Raw: all statements of a change run in the transaction that holds these locks and appends the event.
const LOCK_PROJECT = 'SELECT pg_advisory_xact_lock(70312, hashtext($1))';
const COUNT = 'SELECT count(*)::int AS count FROM public.partner WHERE project_id = $1';
const INSERT = `
  INSERT INTO public.partner
    (partner, project_id, kind, url, credentials, webhook_secret, secret_command, added_by,
    requests_per_second, requirements)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (partner) DO NOTHING RETURNING *`;
// A partner of this name has, or may get, releases of other projects: it was configured, and its messages name them.
const USED_BY_OTHERS = `
  SELECT 1 WHERE EXISTS (SELECT 1 FROM public.offer_reference WHERE partner = $1 AND project_id <> $2)
    OR EXISTS (SELECT 1 FROM public.offer WHERE partner = $1 AND project_id <> $2)
    OR EXISTS (SELECT 1 FROM public.track WHERE project_id <> $2 AND release_terms->'partners' ? $1)
    OR EXISTS (SELECT 1 FROM public.release WHERE project_id <> $2 AND content->'terms'->'partners' ? $1)`;
const FIND = 'SELECT * FROM public.partner WHERE partner = $1';
const LOCK = `${FIND} FOR UPDATE`;
// Raw: the column's own value, and the database's clock.
const UPDATE = `
  UPDATE public.partner SET url = $2, credentials = $3, status = $4, requests_per_second = $5,
    requirements = $6, orders = $7,
    resumed_at = CASE WHEN status = 'paused' AND $4 = 'active' THEN now() ELSE resumed_at END
  WHERE partner = $1 RETURNING *`;
// Raw: as above.
const ROTATE = `
  UPDATE public.partner SET previous_webhook_secret = webhook_secret, webhook_secret = $2, secret_command = $3,
    previous_secret_until = date_trunc('milliseconds', now()) + $4 * interval '1 second'
  WHERE partner = $1 RETURNING *`;

export function createPartnerRepository(
  prisma: PrismaClient,
  pool: pg.Pool,
  writer: EventWriter,
  configured: readonly string[],
): PartnerRepository {
  const read = async (
    client: pg.PoolClient,
    sql: string,
    parameters: readonly unknown[],
  ): Promise<PartnerRow[]> => {
    const { rows } = await client.query(sql, [...parameters]);
    return rows.map((row: unknown) => PartnerRow.parse(row));
  };

  const findAdded = async (partner: string): Promise<PartnerRecord | null> => {
    const found = await prisma.partner.findUnique({ where: { partner } });
    return found && Partner.parse(found);
  };

  const appendPartnerEvent = <T extends Extract<EventType, `partner.${string}`>>(
    client: pg.PoolClient,
    { partner, projectId, actor }: PartnerAddress,
    type: T,
    data: EventData<T>,
  ): Promise<void> =>
    writer.appendRowEvent(client, { stream: `partner/${partner}`, projectId, actor }, type, data);

  /** Runs `work` with the locked row; null if the project has no such partner. */
  const locked = (
    { projectId, partner }: PartnerAddress,
    work: (client: pg.PoolClient, row: PartnerRow) => Promise<PartnerRow | undefined>,
  ): Promise<PartnerRow | null> =>
    inTransaction(pool, async (client) => {
      const [row] = await read(client, LOCK, [partner]);
      return row?.projectId === projectId ? ((await work(client, row)) ?? row) : null;
    });

  return {
    findByName: async (partner) => (configured.includes(partner) ? null : findAdded(partner)),

    async list(projectId) {
      const found = await prisma.partner.findMany({
        where: { projectId },
        orderBy: [{ addedAt: 'asc' }, { partner: 'asc' }],
      });
      return found.map((partner) => Partner.parse(partner));
    },

    async listOfKinds(kinds) {
      const found = await prisma.partner.findMany({
        where: { kind: { in: [...kinds] } },
        orderBy: { partner: 'asc' },
      });
      return found.map((partner) => Partner.parse(partner));
    },

    async find(projectId, partner) {
      const row = await findAdded(partner);
      return row?.projectId === projectId ? row : null;
    },

    add: (added, most) =>
      inTransaction(pool, async (client) => {
        const { partner, projectId, kind, url, credentials, webhookSecret, secretCommand, actor } =
          added;
        await client.query(LOCK_PROJECT, [projectId]);
        const [earlier] = await read(client, FIND, [partner]);
        if (earlier) return isRepeat(earlier, added) ? earlier : 'taken';
        if ((await client.query(USED_BY_OTHERS, [partner, projectId])).rowCount !== 0)
          return 'taken';
        const { rows } = await client.query<{ count: number }>(COUNT, [projectId]);
        if ((rows[0]?.count ?? 0) >= most) return 'too-many';
        const values = [partner, projectId, kind, url, credentials, webhookSecret, secretCommand];
        const [row] = await read(client, INSERT, [
          ...[...values, actor, added.requestsPerSecond, added.requirements],
        ]);
        if (row === undefined) return 'taken';
        const data = {
          partner,
          kind,
          origin: originOf(url),
          requirements: added.requirements,
        };
        await appendPartnerEvent(client, added, 'partner.added', data);
        return row;
      }),

    change: (address, changes) =>
      locked(address, async (client, row) => {
        const url = changes.url ?? row.url;
        const credentials = changes.credentials ?? row.credentials;
        const status = changes.status ?? row.status;
        const requestsPerSecond = changes.requestsPerSecond ?? row.requestsPerSecond;
        const requirements = changes.requirements ?? row.requirements;
        const orders = changes.orders === undefined ? row.orders : changes.orders;
        const values = [row.partner, url, credentials, status, requestsPerSecond, requirements];
        const [updated] = await read(client, UPDATE, [...values, orders]);
        const credentialsReplaced = credentials !== row.credentials;
        const isOther =
          canonicalJson({ url, requestsPerSecond, requirements }) !==
          canonicalJson({
            ...{ url: row.url, requestsPerSecond: row.requestsPerSecond },
            requirements: row.requirements,
          });
        if (isOther || credentialsReplaced)
          await appendPartnerEvent(client, address, 'partner.changed', {
            origin: originOf(url),
            credentialsReplaced,
            requestsPerSecond,
            requirements,
          });
        if (canonicalJson(orders) !== canonicalJson(row.orders))
          await appendPartnerEvent(client, address, 'partner.orders-set', { orders });
        if (status !== row.status)
          await appendPartnerEvent(
            client,
            address,
            status === 'paused' ? 'partner.paused' : 'partner.resumed',
            {},
          );
        return updated;
      }),

    rotateSecret: (address, { webhookSecret, secretCommand }, overlapSeconds) =>
      locked(address, async (client, row) => {
        if (row.secretCommand === secretCommand) return row;
        const values = [row.partner, webhookSecret, secretCommand, overlapSeconds];
        const [updated] = await read(client, ROTATE, values);
        const previousValidUntil = updated?.previousSecretUntil ?? new Date().toISOString();
        await appendPartnerEvent(client, address, 'partner.secret-rotated', { previousValidUntil });
        return updated;
      }),
  };
}

/** `URL.origin` is "null" for schemes that browsers do not know. */
function originOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

const isRepeat = (earlier: PartnerRow, { projectId, secretCommand }: NewPartner): boolean =>
  earlier.projectId === projectId && earlier.secretCommand === secretCommand;
