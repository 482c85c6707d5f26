import type pg from 'pg';
import { z } from 'zod';
import type { PartnerKeyView } from '@fermata/contracts/http';
import { sha256Hex } from '@fermata/contracts/values';
import { inTransaction } from '../database/in-transaction.ts';
import { fromColumns, Instant } from '../database/row.ts';
import type { EventWriter } from '../events/event-writer.ts';
import type { PrismaClient } from '../generated/client.ts';

/** A key of a partner, without its hash. */
export type PartnerKeyRecord = PartnerKeyView;

export interface NewPartnerKeyRow {
  readonly projectId: string;
  readonly partner: string;
  readonly keyId: string;
  /** Only its hash is stored. */
  readonly key: string;
  readonly actor: string;
}

/** Keys of partners, each of one project. They give the role `partner` and no other. */
export interface PartnerKeyRepository {
  add(key: NewPartnerKeyRow, most: number): Promise<PartnerKeyRecord | 'too-many'>;
  /** The oldest first. */
  list(projectId: string, partner: string): Promise<PartnerKeyRecord[]>;
  /** Null: the partner has no such key in the project. */
  revoke(
    key: Pick<NewPartnerKeyRow, 'projectId' | 'partner' | 'keyId' | 'actor'>,
  ): Promise<PartnerKeyRecord | null>;
}

// Raw: all statements of a change run in the transaction that holds this lock and appends the event.
const LOCK_PARTNER = 'SELECT pg_advisory_xact_lock(70314, hashtext($1))';
const COUNT =
  'SELECT count(*)::int AS count FROM public.partner_key WHERE project_id = $1 AND partner = $2';
const COLUMNS = 'key_id, partner, created_by, created_at';
const INSERT = `
  INSERT INTO public.partner_key (key_sha256, key_id, project_id, partner, created_by)
  VALUES ($1, $2, $3, $4, $5) RETURNING ${COLUMNS}`;
const DELETE = `
  DELETE FROM public.partner_key WHERE project_id = $1 AND partner = $2 AND key_id = $3
  RETURNING ${COLUMNS}`;

const Key = z.object({
  keyId: z.string(),
  partner: z.string(),
  createdBy: z.string(),
  createdAt: Instant,
});
const Row = fromColumns(Key);
const Counts = z.tuple([z.object({ count: z.number() })]);

export function createPartnerKeyRepository(
  prisma: PrismaClient,
  pool: pg.Pool,
  writer: EventWriter,
): PartnerKeyRepository {
  return {
    add: ({ projectId, partner, keyId, key, actor }, most) =>
      inTransaction(pool, async (client) => {
        await client.query(LOCK_PARTNER, [`${projectId}/${partner}`]);
        const counted = await client.query(COUNT, [projectId, partner]);
        if (Counts.parse(counted.rows)[0].count >= most) return 'too-many';
        const values = [sha256Hex(key), keyId, projectId, partner, actor];
        const { rows } = await client.query(INSERT, values);
        const added = Row.parse(rows[0]);
        await writer.appendRowEvent(
          client,
          { stream: `project/${projectId}`, projectId, actor },
          'partner-key.created',
          { partner, keyId },
        );
        return added;
      }),

    async list(projectId, partner) {
      const rows = await prisma.partnerKey.findMany({
        where: { projectId, partner },
        orderBy: [{ createdAt: 'asc' }, { keyId: 'asc' }],
      });
      return Key.array().parse(rows);
    },

    revoke: ({ projectId, partner, keyId, actor }) =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query(DELETE, [projectId, partner, keyId]);
        if (rows.length === 0) return null;
        const revoked = Row.parse(rows[0]);
        await writer.appendRowEvent(
          client,
          { stream: `project/${projectId}`, projectId, actor },
          'partner-key.revoked',
          { partner, keyId },
        );
        return revoked;
      }),
  };
}
