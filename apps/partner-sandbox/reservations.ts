import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { FileStore } from './file-store.ts';
import { judgeMetadata, type MetadataIssue } from './judge-metadata.ts';
import { judge } from './judge.ts';
import type { Storage } from './open-storage.ts';
import { ProblemError } from './problem-error.ts';
import type { SwitchBoard, Switches } from './switches.ts';
import { switchesForTitle } from './title-markers.ts';
import type { Webhooks } from './webhooks.ts';
import {
  DeliverRequest,
  MediaType,
  RESERVATION_MAX_BYTES,
  RESERVATION_MAX_FILES,
  State,
} from './wire.ts';
import type { Metadata, ReserveRequest, StoredFile, UpdateRequest, UsageRequest } from './wire.ts';

/** Enough of a picture to find its size behind profiles and thumbnails. */
const COVER_HEAD = 256 * 1024;

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
const FileRow = z.object({
  name: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  media_type: MediaType,
});
const HistoryRow = z.object({ state: State, at: z.number(), detail: z.string() });
const JobRow = z.object({
  id: z.number(),
  kind: z.enum(['judge', 'change-mind', 'takedown']),
  reference: z.string(),
});
type Job = z.infer<typeof JobRow>;

export type ReservationResponse = {
  status: number;
  body: { reference: string; state: State; url?: string; metadataVersion?: number };
};

/** The delivered metadata, or null. */
export const metadataOf = ({ metadata }: Pick<ReservationRow, 'metadata'>): Metadata | null =>
  metadata === null ? null : DeliverRequest.shape.metadata.parse(JSON.parse(metadata));

/** The reservation state machine of docs/partner-api.md. Call methods that change state inside a transaction. */
export function openReservations(options: {
  storage: Storage;
  files: FileStore;
  webhooks: Webhooks;
  switches: SwitchBoard;
  shopUrl: () => string;
}) {
  const {
    storage: { database },
    files,
    webhooks,
    switches: board,
  } = options;
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
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setState = database.prepare('update reservation set state = ? where reference = ?');
  const addHistory = database.prepare(
    'insert into history (reference, state, at, detail) values (?, ?, ?, ?)',
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
  const addAction = database.prepare('insert into action (reference, what, at) values (?, ?, ?)');
  const fileRows = database.prepare(
    'select name, sha256, bytes, media_type from file where reference = ? order by name',
  );
  const putFile = database.prepare(
    `insert into file (reference, name, sha256, bytes, media_type) values (?, ?, ?, ?, ?)
     on conflict (reference, name) do update
     set sha256 = excluded.sha256, bytes = excluded.bytes, media_type = excluded.media_type`,
  );
  const dropFile = database.prepare('delete from file where reference = ? and name = ?');
  const fileUsed = database.prepare('select count(*) as used from file where sha256 = ?');
  const historyRows = database.prepare(
    'select state, at, detail from (select * from history where reference = ? order by id desc limit 50) order by id',
  );
  const addJob = database.prepare('insert into job (kind, reference, due_at) values (?, ?, ?)');
  const dropJobs = database.prepare('delete from job where reference = ?');
  const dueJob = database.prepare(
    'select id, kind, reference from job where due_at <= ? order by due_at, id limit 1',
  );
  const dropJob = database.prepare('delete from job where id = ?');
  const postponeJob = database.prepare('update job set due_at = ? where id = ?');
  const nextJob = database.prepare('select min(due_at) as at from job');
  const duplicate = database.prepare(
    `select reference from reservation
     where reference <> ?1 and release_id <> ?2 and state in ('delivered', 'accepted', 'live')
       and (version_sha256 = ?3 or (pcm_sha256 is not null and pcm_sha256 = ?4))
     order by created_at limit 1`,
  );

  const OTHER_DELIVERED = `select reference from reservation where reference <> ?1
    and state in ('delivered', 'accepted', 'live')`;
  const isrcElsewhere = database.prepare(
    `${OTHER_DELIVERED} and release_id <> ?2
     and (pcm_sha256 is null or pcm_sha256 is not ?3) and json_extract(metadata, '$.identifiers.isrc') = ?4 limit 1`,
  );
  const upcElsewhere = database.prepare(
    `${OTHER_DELIVERED} and release_id <> ?2 and json_extract(metadata, '$.identifiers.upc') = ?3 limit 1`,
  );

  const find = (reference: string): ReservationRow => {
    const row = Row.optional().parse(selectOne.get(reference));
    if (!row)
      throw new ProblemError(
        'unknown-reservation',
        `The reservation ${reference.slice(0, 100)} does not exist.`,
      );
    return row;
  };
  const storedFiles = (reference: string): StoredFile[] =>
    z
      .array(FileRow)
      .parse(fileRows.all(reference))
      .map(({ media_type, ...file }) => ({ ...file, mediaType: media_type }));
  const setReservationState = (reference: string, state: State, detail: string): void => {
    setState.run(state, reference);
    addHistory.run(reference, state, Date.now(), detail.slice(0, 500));
  };
  const recordAction = (reference: string, what: string): void => {
    addAction.run(reference, what, Date.now());
  };
  const removeFile = (reference: string, file: StoredFile): void => {
    dropFile.run(reference, file.name);
    releaseBytes(file.sha256);
  };
  const releaseBytes = (sha256: string): void => {
    if (z.object({ used: z.number() }).parse(fileUsed.get(sha256)).used === 0) files.remove(sha256);
  };
  const switchesFor = (row: ReservationRow): Switches => switchesForTitle(row.title, board.read());
  const wrongState = (row: ReservationRow, allowed: string) =>
    new ProblemError('wrong-state', `Reservation ${row.reference} is ${row.state}; ${allowed}.`, {
      state: row.state,
    });

  function reject(row: ReservationRow, code: string, reason: string): void {
    setReason.run(code, reason.slice(0, 500), row.reference);
    setReservationState(row.reference, 'rejected', `${code}: ${reason}`);
    webhooks.write(
      {
        type: 'delivery.rejected',
        data: { reference: row.reference, code, reason: reason.slice(0, 500) },
      },
      row.traceparent,
      switchesFor(row),
    );
  }

  /** The first mistake in the metadata. */
  function metadataIssue(
    row: ReservationRow,
    metadata: Metadata | null = metadataOf(row),
  ): MetadataIssue | null {
    if (metadata === null) return null;
    const { isrc, upc } = metadata.identifiers ?? {};
    const first = (found: unknown): string | undefined =>
      z.object({ reference: z.string() }).optional().parse(found)?.reference;
    return judgeMetadata(metadata, {
      isrc: isrc && first(isrcElsewhere.get(row.reference, row.release_id, row.pcm_sha256, isrc)),
      upc: upc && first(upcElsewhere.get(row.reference, row.release_id, upc)),
    });
  }

  /** The first mistake in changed metadata of a live release. */
  function updateIssue(row: ReservationRow, metadata: Metadata): MetadataIssue | null {
    const { answer } = switchesForTitle(metadata.title, board.read());
    if (answer === 'accept') return null;
    if (answer === 'reject')
      return { code: 'editorial', reason: 'The editors of this shop do not want this metadata.' };
    const { isrc, upc } = metadataOf(row)?.identifiers ?? {};
    if (metadata.identifiers?.isrc !== isrc || metadata.identifiers?.upc !== upc)
      return { code: 'identifiers-changed', reason: 'ISRC and UPC never change.' };
    if ((metadata.aiDisclosure ?? null) !== row.ai_disclosure)
      return { code: 'ai-undisclosed', reason: 'The AI disclosure never changes.' };
    return metadataIssue(row, metadata);
  }

  const saveMetadata = (reference: string, metadata: Metadata): void => {
    setMetadata.run(
      metadata.title,
      metadata.artist,
      metadata.aiDisclosure ?? null,
      metadata.recipeId ?? null,
      JSON.stringify(metadata),
      reference,
    );
  };

  /** It expects the files once more. */
  function askForFix(row: ReservationRow): void {
    const fields = [{ field: 'title', reason: 'The editors of this shop want another title.' }];
    setReservationState(row.reference, 'reserved', 'It needs a fix.');
    webhooks.write(
      { type: 'delivery.needs-fix', data: { reference: row.reference, fields } },
      row.traceparent,
      switchesFor(row),
    );
  }
  const deliveriesOf = (reference: string): number =>
    z
      .array(HistoryRow)
      .parse(historyRows.all(reference))
      .filter(({ state }) => state === 'delivered').length;

  function decide(row: ReservationRow): void {
    if (row.state !== 'delivered') return;
    const switches = switchesFor(row);
    if (switches.answer === 'needs-fix' && deliveriesOf(row.reference) === 1) return askForFix(row);
    const duplicateRow = z
      .object({ reference: z.string() })
      .optional()
      .parse(duplicate.get(row.reference, row.release_id, row.version_sha256, row.pcm_sha256));
    const heads = (mediaType: StoredFile['mediaType'], bytes: number) =>
      storedFiles(row.reference)
        .filter((file) => file.mediaType === mediaType)
        .map((file) => ({ name: file.name, head: files.head(file.sha256, bytes) }));
    const verdict = judge(
      {
        durationSeconds: row.duration_seconds,
        aiDisclosure: row.ai_disclosure,
        recipeId: row.recipe_id,
        flacs: heads('audio/flac', 42),
        covers: [...heads('image/png', COVER_HEAD), ...heads('image/jpeg', COVER_HEAD)],
        duplicateOf: duplicateRow?.reference,
        metadataIssue: metadataIssue(row),
      },
      switches,
    );
    if (!verdict.accepted) return reject(row, verdict.code, verdict.reason);
    setReservationState(row.reference, 'accepted', 'The shop accepts it.');
    webhooks.write(
      { type: 'delivery.accepted', data: { reference: row.reference, url: urlOf(row.reference) } },
      row.traceparent,
      switches,
    );
    if (switches.rejectAfterAcceptMs !== null)
      addJob.run('change-mind', row.reference, Date.now() + switches.rejectAfterAcceptMs);
  }

  function takenDown(row: ReservationRow, detail: string): void {
    dropJobs.run(row.reference);
    for (const file of storedFiles(row.reference)) removeFile(row.reference, file);
    setReservationState(row.reference, 'taken-down', detail);
  }

  const urlOf = (reference: string): string => `${options.shopUrl()}/#${reference}`;

  const perform = {
    judge: decide,
    'change-mind': (row: ReservationRow): void => {
      if (row.state === 'accepted' || row.state === 'live')
        reject(row, 'editorial', 'The editors of this shop no longer want this track.');
    },
    takedown: (row: ReservationRow): void => {
      if (row.state !== 'taking-down') return;
      takenDown(row, 'It is no longer on sale.');
      webhooks.write(
        { type: 'takedown.confirmed', data: { reference: row.reference } },
        row.traceparent,
        switchesFor(row),
      );
    },
  } as const;

  return {
    find,
    files: storedFiles,
    newest: (limit: number): ReservationRow[] => z.array(Row).parse(newest.all(limit)),

    view(row: ReservationRow) {
      return {
        reference: row.reference,
        releaseId: row.release_id,
        title: row.title,
        state: row.state,
        ...(row.url === null ? {} : { url: row.url }),
        metadataVersion: row.metadata_version,
        versionSha256: row.version_sha256,
        code: row.code,
        reason: row.reason,
        files: storedFiles(row.reference),
        history: z
          .array(HistoryRow)
          .parse(historyRows.all(row.reference))
          .map(({ at, ...entry }) => ({ ...entry, at: new Date(at).toISOString() })),
      };
    },
    ofRelease: (releaseId: string): ReservationRow[] =>
      z.array(Row).parse(ofRelease.all(releaseId)),

    reserve(request: ReserveRequest): ReservationResponse {
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
        'reserved',
        Date.now(),
      );
      setReservationState(reference, 'reserved', '');
      return { status: 201, body: { reference, state: 'reserved' } };
    },

    /** Refuses an upload before its bytes are read, when they could not be accepted. */
    expectUpload(reference: string, name: string): void {
      const row = find(reference);
      if (row.state !== 'reserved')
        throw wrongState(row, 'files are accepted only while it is reserved');
      const others = storedFiles(reference).filter((file) => file.name !== name);
      if (others.length >= RESERVATION_MAX_FILES)
        throw new ProblemError(
          'too-large',
          `A reservation has at most ${RESERVATION_MAX_FILES} files.`,
        );
    },
    upload(reference: string, file: StoredFile): { status: number; body: StoredFile } {
      const row = find(reference);
      if (row.state !== 'reserved')
        throw wrongState(row, 'files are accepted only while it is reserved');
      const stored = storedFiles(reference);
      const before = stored.find((other) => other.name === file.name);
      const others = stored.filter((other) => other.name !== file.name);
      if (others.reduce((sum, other) => sum + other.bytes, file.bytes) > RESERVATION_MAX_BYTES)
        throw new ProblemError(
          'too-large',
          `A reservation has at most ${RESERVATION_MAX_BYTES} bytes.`,
        );
      if (before && before.sha256 === file.sha256 && before.mediaType === file.mediaType)
        return { status: 200, body: file };
      putFile.run(reference, file.name, file.sha256, file.bytes, file.mediaType);
      if (before) releaseBytes(before.sha256);
      recordAction(reference, 'upload');
      return { status: before ? 200 : 201, body: file };
    },

    /** Removes the bytes unless another reservation references them. */
    releaseBytes,

    deliver(
      reference: string,
      request: DeliverRequest,
      traceparent: string | null,
    ): ReservationResponse {
      const row = find(reference);
      if (row.state !== 'reserved')
        throw wrongState(row, 'it can be delivered only while it is reserved');
      const stored = new Map(storedFiles(reference).map((file) => [file.name, file]));
      const errors = request.files.flatMap((file, index) => {
        const uploaded = stored.get(file.name);
        if (!uploaded)
          return [{ path: `files.${index}.name`, message: `${file.name} was not uploaded` }];
        return (['sha256', 'bytes', 'mediaType'] as const).flatMap((field) =>
          uploaded[field] === file[field]
            ? []
            : [{ path: `files.${index}.${field}`, message: `is ${uploaded[field]} in the upload` }],
        );
      });
      if (errors.length > 0)
        throw new ProblemError(
          'files-mismatch',
          'The uploaded files differ from those that the delivery names.',
          {
            state: row.state,
            errors,
          },
        );
      for (const file of stored.values())
        if (!request.files.some((named) => named.name === file.name)) removeFile(reference, file);
      const { metadata } = request;
      saveMetadata(reference, metadata);
      setTrace.run(traceparent, reference);
      setReservationState(
        reference,
        'delivered',
        `${request.files.length} file${request.files.length === 1 ? '' : 's'}`,
      );
      recordAction(reference, 'deliver');
      const switches = switchesForTitle(metadata.title, board.read());
      if (switches.answer !== 'never')
        addJob.run('judge', reference, Date.now() + switches.answerDelayMs);
      return { status: 202, body: { reference, state: 'delivered' } };
    },

    confirm(reference: string): ReservationResponse {
      const row = find(reference);
      const url = urlOf(reference);
      if (row.state === 'accepted') {
        setUrl.run(url, reference);
        setReservationState(reference, 'live', 'It is on sale.');
        recordAction(reference, 'confirm');
      } else if (row.state !== 'live')
        throw wrongState(row, 'it can be confirmed once it is accepted');
      return { status: 200, body: { reference, state: 'live', url } };
    },

    /** Shows other metadata at once. The same request again changes nothing. */
    update(reference: string, { metadataVersion, metadata }: UpdateRequest): ReservationResponse {
      const row = find(reference);
      if (row.state !== 'live')
        throw wrongState(row, 'its metadata can be changed only while it is live');
      const response: ReservationResponse = {
        status: 200,
        body: { reference, state: 'live', metadataVersion },
      };
      const shown = row.metadata_version;
      if (metadataVersion === shown && row.metadata === JSON.stringify(metadata)) return response;
      if (metadataVersion <= shown)
        throw new ProblemError(
          'stale-metadata',
          `Reservation ${reference} shows metadata version ${shown}; an update needs a higher one.`,
          { state: row.state },
        );
      const issue = updateIssue(row, metadata);
      if (issue !== null)
        throw new ProblemError('metadata-refused', `${issue.code}: ${issue.reason}`, {
          state: row.state,
        });
      saveMetadata(reference, metadata);
      setVersion.run(metadataVersion, reference);
      addHistory.run(reference, row.state, Date.now(), `metadata version ${metadataVersion}`);
      recordAction(reference, 'update');
      return response;
    },

    receiveTakedown(
      reference: string,
      reason: string,
      traceparent: string | null,
    ): ReservationResponse {
      const row = find(reference);
      if (row.state === 'taken-down')
        return { status: 200, body: { reference, state: 'taken-down' } };
      if (row.state === 'taking-down')
        return { status: 202, body: { reference, state: 'taking-down' } };
      recordAction(reference, 'takedown');
      if (row.state === 'reserved' || row.state === 'rejected') {
        takenDown(row, `Cancelled: ${reason}`);
        return { status: 200, body: { reference, state: 'taken-down' } };
      }
      dropJobs.run(reference);
      setTrace.run(traceparent, reference);
      setReservationState(reference, 'taking-down', reason);
      const { takedownDelayMs } = switchesFor(row);
      if (takedownDelayMs !== null) addJob.run('takedown', reference, Date.now() + takedownDelayMs);
      return { status: 202, body: { reference, state: 'taking-down' } };
    },

    /** Records a complaint, entered by a person at the sandbox. */
    complain(reference: string, reason: string): ReservationResponse {
      const row = find(reference);
      if (row.state !== 'accepted' && row.state !== 'live')
        throw wrongState(row, 'a complaint needs an accepted or live reservation');
      reject(row, 'complaint', reason);
      return { status: 200, body: { reference, state: 'rejected' } };
    },

    /** Reports usage, entered by a person at the sandbox. The same lines again are another webhook. */
    reportUsage(reference: string, lines: UsageRequest['lines']): void {
      const row = find(reference);
      webhooks.write(
        { type: 'usage.reported', data: { reference, lines } },
        null,
        switchesFor(row),
      );
    },

    /** The longest overdue job; undefined when none is due. */
    dueJob: (now: number): Job | undefined => JobRow.optional().parse(dueJob.get(now)),
    perform(job: Job): void {
      dropJob.run(job.id);
      perform[job.kind](find(job.reference));
    },
    postpone: (job: Job, until: number): void => {
      postponeJob.run(until, job.id);
    },
    nextDue: (): number | null => z.object({ at: z.number().nullable() }).parse(nextJob.get()).at,
  };
}
export type Reservations = ReturnType<typeof openReservations>;
