import pg from 'pg';
import { Prisma } from '../generated/client.ts';

const MAX_ATTEMPTS = 10;
const FOREIGN_KEY = { prisma: 'P2003', postgres: '23503' } as const;

/** Retries `register` when a concurrent eviction deletes the asset row between its two statements. */
export async function retryOnForeignKey<T>(register: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await register();
    } catch (error) {
      const isForeignKeyError =
        (error instanceof Prisma.PrismaClientKnownRequestError &&
          error.code === FOREIGN_KEY.prisma) ||
        (error instanceof pg.DatabaseError && error.code === FOREIGN_KEY.postgres);
      if (attempt >= MAX_ATTEMPTS || !isForeignKeyError) throw error;
    }
  }
}
