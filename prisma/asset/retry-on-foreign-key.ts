import pg from 'pg';
import { retry } from '@fermata/contracts/io';
import { Prisma } from '../generated/client.ts';

const MAX_ATTEMPTS = 10;
const FOREIGN_KEY = { prisma: 'P2003', postgres: '23503' } as const;

/** Retries `register` when a concurrent eviction deletes the asset row between its two statements. */
export const retryOnForeignKey = <T>(register: () => Promise<T>): Promise<T> =>
  retry(register, (error, attempt) =>
    attempt < MAX_ATTEMPTS && isForeignKeyError(error) ? 0 : null,
  );

const isForeignKeyError = (error: unknown): boolean =>
  (error instanceof Prisma.PrismaClientKnownRequestError && error.code === FOREIGN_KEY.prisma) ||
  (error instanceof pg.DatabaseError && error.code === FOREIGN_KEY.postgres);
