import type pg from 'pg';
import { z } from 'zod';
import { fromColumns } from '../database/row.ts';
import type { AuditIssue } from './audit-issue.ts';

// Raw: joins over the JSON of events, in the snapshot of the other checks.
const UNAPPROVED = `
  SELECT effect.stream, effect.sequence, effect.position, effect.type,
    coalesce(started.data->>'versionSha256', 'unknown') AS named
  FROM public.event AS effect
  LEFT JOIN public.event AS started
    ON started.stream = effect.stream AND started.sequence <= 2
      AND started.type IN ('release.started', 'offer.started', 'redelivery.requested')
  WHERE (effect.type IN ('release.started', 'offer.started', 'offer.withdrawn') OR effect.type LIKE 'delivery.%')
    AND ($1::text IS NULL OR effect.project_id = $1)
    AND NOT EXISTS (
      SELECT FROM public.event AS closed
      JOIN public.event AS opened ON opened.stream = closed.stream AND opened.type = 'review.opened'
        AND opened.position < closed.position
        AND opened.data->>'versionSha256' = closed.data->'approved'->>'versionSha256'
        AND opened.data->'version' = closed.data->'approved'->'version'
      WHERE closed.stream = 'track/' || (started.data->>'trackId') AND closed.project_id = effect.project_id
        AND closed.type = 'review.closed' AND closed.data->>'outcome' = 'approved'
        AND closed.position < effect.position
        AND opened.data->>'versionSha256' = started.data->>'versionSha256'
        AND opened.data->'version' = started.data->'version')
    AND NOT EXISTS (
      SELECT FROM public.event AS created
      WHERE created.stream = 'release/' || (started.data->>'releaseId') AND created.project_id = effect.project_id
        AND created.type = 'release.created' AND created.position < effect.position
        AND created.data->>'versionSha256' = started.data->>'versionSha256'
        AND NOT EXISTS (
          SELECT FROM jsonb_array_elements(created.data->'recordings') AS recording
          WHERE NOT EXISTS (
            SELECT FROM public.event AS closed
            JOIN public.event AS opened ON opened.stream = closed.stream AND opened.type = 'review.opened'
              AND opened.position < closed.position
              AND opened.data->>'versionSha256' = closed.data->'approved'->>'versionSha256'
              AND opened.data->'version' = closed.data->'approved'->'version'
            WHERE closed.stream = 'track/' || (recording->>'trackId') AND closed.project_id = effect.project_id
              AND closed.type = 'review.closed' AND closed.data->>'outcome' = 'approved'
              AND closed.position < created.position
              AND opened.data->>'versionSha256' = recording->>'versionSha256'
              AND opened.data->'version' = recording->'version')))
  ORDER BY effect.position`;
const UNREQUESTED = `
  SELECT effect.stream, effect.sequence, effect.position, effect.type,
    coalesce(requested.data->>'releaseId', 'unknown') AS named
  FROM public.event AS effect
  LEFT JOIN public.event AS requested
    ON requested.stream = effect.stream AND requested.sequence = 1 AND requested.position < effect.position
      AND requested.type =
        CASE WHEN effect.type LIKE 'amendment.%' THEN 'amendment.requested' ELSE 'withdrawal.requested' END
  WHERE (effect.type LIKE 'takedown.%' OR effect.type IN ('amendment.sent', 'amendment.shown', 'amendment.not-shown'))
    AND ($1::text IS NULL OR effect.project_id = $1)
    AND NOT EXISTS (
      SELECT FROM public.event AS started
      WHERE started.stream = 'release/' || (requested.data->>'releaseId') AND started.project_id = effect.project_id
        AND started.type = 'release.started' AND started.position < requested.position
        AND started.data->>'trackId' = requested.data->>'trackId')
  ORDER BY effect.position`;

const EffectRow = fromColumns(
  z.object({
    stream: z.string(),
    sequence: z.number().int(),
    position: z.coerce.number().int(),
    type: z.string(),
    named: z.string(),
  }),
);

/** Effects at partners without a decision. */
export async function verifyEffects(
  client: pg.ClientBase,
  projectId: string | undefined,
): Promise<AuditIssue[]> {
  const read = async (sql: string) =>
    (await client.query(sql, [projectId ?? null])).rows.map((row: unknown) => EffectRow.parse(row));
  return [
    ...(await read(UNAPPROVED)).map(({ stream, sequence, position, type, named }): AuditIssue => ({
      kind: 'unapproved',
      stream,
      sequence,
      position,
      detail: `no review has approved version ${named} before event ${sequence} (${type})`,
    })),
    ...(await read(UNREQUESTED)).map(({ stream, sequence, position, type, named }): AuditIssue => ({
      kind: 'unrequested',
      stream,
      sequence,
      position,
      detail: `no ${requestOf(type)} of release ${named} was requested before event ${sequence} (${type})`,
    })),
  ];
}

const requestOf = (effect: string): string =>
  effect.startsWith('amendment.') ? 'amendment' : 'takedown';
