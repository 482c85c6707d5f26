import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Storage } from './open-storage.ts';
import { ProblemError } from './problem-error.ts';

const RETENTION_MS = 30 * 24 * 3_600_000;
const Row = z.object({
  path: z.string(),
  body_sha256: z.string(),
  status: z.number(),
  body: z.string(),
  reference: z.string(),
});

/** The same text for equal JSON values, regardless of field order. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`)
      .join(',')}}`;
  return JSON.stringify(value);
}

/** Idempotency-Key: repeats a stored 2xx response instead of the work. Keys expire after 30 days. */
export function openIdempotency(storage: Storage) {
  const { database } = storage;
  database.prepare('delete from answer where at < ?').run(Date.now() - RETENTION_MS);
  const select = database.prepare(
    'select path, body_sha256, status, body, reference from answer where key = ?',
  );
  const insert = database.prepare(
    'insert into answer (key, path, body_sha256, status, body, reference, at) values (?, ?, ?, ?, ?, ?, ?)',
  );
  const replay = database.prepare(
    `insert into action (reference, name, at) values (?, 'replay', ?)`,
  );

  return function answerOnce(
    request: { key: string; path: string; body: unknown },
    work: () => { status: number; body: { reference: string } | { id: string } },
  ): { status: number; body: unknown; replayed: boolean } {
    const bodySha256 = createHash('sha256').update(canonicalJson(request.body)).digest('hex');
    return storage.transaction(() => {
      const seen = Row.optional().parse(select.get(request.key));
      if (seen) {
        if (seen.path !== request.path || seen.body_sha256 !== bodySha256)
          throw new ProblemError(
            'idempotency-key-reused',
            'This Idempotency-Key was used before with another path or another body.',
          );
        replay.run(seen.reference, Date.now());
        return {
          status: seen.status,
          body: z.unknown().parse(JSON.parse(seen.body)),
          replayed: true,
        };
      }
      const { status, body } = work();
      insert.run(
        request.key,
        request.path,
        bodySha256,
        status,
        JSON.stringify(body),
        'reference' in body ? body.reference : body.id,
        Date.now(),
      );
      return { status, body, replayed: false };
    });
  };
}
