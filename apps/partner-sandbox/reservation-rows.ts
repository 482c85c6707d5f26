import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Storage } from './open-storage.ts';
import { ProblemError } from './problem-error.ts';
import type { Metadata } from './wire-metadata.ts';
import { DeliverRequest, State } from './wire.ts';
import type { ReserveRequest } from './wire.ts';

const Row = z.object({
  reference: z.string(),
  release_id: z.string(),
  title: z.string(),
  artist: z.string(),
  duration_seconds: z.number(),
  version_sha256: z.string(),
  pcm_sha256: z.string().nullable(),
  ai_disclosure: z.string().nullable(),
  recipe_id: z.string().nullable(),
  state: State,
  url: z.string().nullable(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
  metadata: z.string().nullable(),
  metadata_version: z.number(),
  traceparent: z.string().nullable(),
  created_at: z.number(),
});
export type ReservationRow = z.infer<typeof Row>;
const HistoryRow = z.object({ state: State, at: z.number(), detail: z.string() });
const Found = z.object({ reference: z.string() }).optional();

/** The delivered metadata, or null. */
export const metadataOf = ({ metadata }: Pick<ReservationRow, 'metadata'>): Metadata | null =>
  metadata === null ? null : DeliverRequest.shape.metadata.parse(JSON.parse(metadata));

const OTHER_DELIVERED = `select reference from reservation where reference <> ?1
  and state in ('delivered', 'accepted', 'live')`;

/** The stored reservations. Call methods that change something inside a transaction. */
export function openReservationRows(database: Storage['database']) {
  const selectOne = database.prepare('select * from reservation where reference = ?');
  const ofRelease = database.prepare(
    'select * from reservation where release_id = ? order by created_at, rowid limit 20',
  );
  const newest = database.prepare(
    'select * from reservation order by created_at desc, rowid desc limit ?',
  );
  const insert = database.prepare(
    `insert into reservation (reference, release_id, title, artist, duration_seconds, version_sha256,
       pcm_sha256, ai_disclosure, recipe_id, state, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'reserved', ?)`,
  );
  const setState = database.prepare('update reservation set state = ? where reference = ?');
  const addHistory = database.prepare(
    'insert into history (reference, state, at, detail) values (?, ?, ?, ?)',
  );
  const historyRows = database.prepare(
    'select state, at, detail from (select * from history where reference = ? order by id desc limit 50) order by id',
  );
  const setMetadata = database.prepare(
    'update reservation set title = ?, artist = ?, ai_disclosure = ?, recipe_id = ?, metadata = ? where reference = ?',
  );
  const setVersion = database.prepare(
    'update reservation set metadata_version = ? where reference = ?',
  );
  const setTrace = database.prepare('update reservation set traceparent = ? where reference = ?');
  const setUrl = database.prepare('update reservation set url = ? where reference = ?');
  const setReason = database.prepare(
    'update reservation set code = ?, reason = ? where reference = ?',
  );
  const addAction = database.prepare('insert into action (reference, name, at) values (?, ?, ?)');
  const duplicate = database.prepare(
    `${OTHER_DELIVERED} and release_id <> ?2
       and (version_sha256 = ?3 or (pcm_sha256 is not null and pcm_sha256 = ?4))
     order by created_at limit 1`,
  );
  // Of a recording: its own, or one of several in a release.
  const isrcElsewhere = database.prepare(
    `${OTHER_DELIVERED} and release_id <> ?2 and (
       (pcm_sha256 is null or pcm_sha256 is not ?3) and json_extract(metadata, '$.identifiers.isrc') = ?4
       or exists (
         select * from json_each(metadata, '$.recordings') as recording
         where json_extract(recording.value, '$.isrc') = ?4
           and json_extract(recording.value, '$.pcmSha256') is not ?3))
     limit 1`,
  );
  const upcElsewhere = database.prepare(
    `${OTHER_DELIVERED} and release_id <> ?2 and json_extract(metadata, '$.identifiers.upc') = ?3 limit 1`,
  );

  return {
    /** Throws a ProblemError for an unknown reference. */
    find: (reference: string): ReservationRow => {
      const row = Row.optional().parse(selectOne.get(reference));
      if (row) return row;
      throw new ProblemError(
        'unknown-reservation',
        `The reservation ${reference.slice(0, 100)} does not exist.`,
      );
    },
    newest: (limit: number): ReservationRow[] => z.array(Row).parse(newest.all(limit)),
    ofRelease: (releaseId: string): ReservationRow[] =>
      z.array(Row).parse(ofRelease.all(releaseId)),
    history: (reference: string) => z.array(HistoryRow).parse(historyRows.all(reference)),

    /** Returns the reference. */
    insert(request: ReserveRequest): string {
      const reference = `prt_${randomBytes(9).toString('hex')}`;
      insert.run(
        reference,
        request.releaseId,
        request.title,
        request.artist,
        request.durationSeconds,
        request.versionSha256,
        request.pcmSha256 ?? null,
        request.aiDisclosure ?? null,
        request.recipeId ?? null,
        Date.now(),
      );
      return reference;
    },
    setState(reference: string, state: State, detail: string): void {
      setState.run(state, reference);
      addHistory.run(reference, state, Date.now(), detail.slice(0, 500));
    },
    saveMetadata(reference: string, metadata: Metadata): void {
      setMetadata.run(
        metadata.title,
        metadata.artist,
        metadata.aiDisclosure ?? null,
        metadata.recipeId ?? null,
        JSON.stringify(metadata),
        reference,
      );
    },
    setMetadataVersion({ reference, state }: ReservationRow, version: number): void {
      setVersion.run(version, reference);
      addHistory.run(reference, state, Date.now(), `metadata version ${version}`);
    },
    setTrace(reference: string, traceparent: string | null): void {
      setTrace.run(traceparent, reference);
    },
    setUrl(reference: string, url: string): void {
      setUrl.run(url, reference);
    },
    setReason(reference: string, code: string, reason: string): void {
      setReason.run(code, reason.slice(0, 500), reference);
    },
    recordAction(reference: string, name: string): void {
      addAction.run(reference, name, Date.now());
    },

    /** Reservations of other releases with the same version or sound, ISRC or UPC. */
    duplicateOf: (row: ReservationRow): string | undefined =>
      Found.parse(duplicate.get(row.reference, row.release_id, row.version_sha256, row.pcm_sha256))
        ?.reference,
    withIsrc: (
      row: Pick<ReservationRow, 'reference' | 'release_id' | 'pcm_sha256'>,
      isrc: string,
    ): string | undefined =>
      Found.parse(isrcElsewhere.get(row.reference, row.release_id, row.pcm_sha256, isrc))
        ?.reference,
    withUpc: (row: ReservationRow, upc: string): string | undefined =>
      Found.parse(upcElsewhere.get(row.reference, row.release_id, upc))?.reference,
  };
}
export type ReservationRows = ReturnType<typeof openReservationRows>;
