import type pg from 'pg';
import { z } from 'zod';
import type { PrismaClient } from '../generated/client.ts';

/** The messages in partners' folders that were read. A restarted worker reads none of them again. */
export interface PartnerFiles {
  /** Those of the ids that were read. */
  read(partner: string, messageIds: readonly string[]): Promise<string[]>;
  markRead(partner: string, messageId: string): Promise<void>;
}

// Raw: one parameter for any number of ids.
const READ = `
  SELECT message_id FROM public.partner_file WHERE partner = $1 AND message_id = ANY($2::text[])`;
const Rows = z.array(z.object({ message_id: z.string() }));

export function createPartnerFiles(prisma: PrismaClient, pool: pg.Pool): PartnerFiles {
  return {
    async read(partner, messageIds) {
      const { rows } = await pool.query(READ, [partner, messageIds]);
      return Rows.parse(rows).map((row) => row.message_id);
    },

    async markRead(partner, messageId) {
      const data = [{ partner, messageId }];
      await prisma.partnerFile.createMany({ data, skipDuplicates: true });
    },
  };
}
