import type { z } from 'zod';
import type { ApiClient } from '@fermata/clients/api';

/** The most that the API gives at once. */
export const PAGE_SIZE = 100;

interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** All items of a list. */
export async function readPages<T>(
  api: ApiClient,
  path: string,
  schema: z.ZodType<Page<T>>,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await api.get(path, schema, {
      limit: PAGE_SIZE,
      cursor: cursor ?? undefined,
    });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}
