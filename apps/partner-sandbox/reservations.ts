import type { FileStore } from './file-store.ts';
import type { Storage } from './open-storage.ts';
import { ProblemError } from './problem-error.ts';
import { openReservationFiles } from './reservation-files.ts';
import { type Job, openReservationJobs } from './reservation-jobs.ts';
import { openReservationRows, type ReservationRow } from './reservation-rows.ts';
import type { UsageRequest } from './sandbox-wire.ts';
import { openShopDecisions } from './shop-decisions.ts';
import type { SwitchBoard } from './switches.ts';
import { switchesForTitle } from './title-markers.ts';
import type { Webhooks } from './webhooks.ts';
import { RESERVATION_MAX_BYTES, RESERVATION_MAX_FILES } from './wire-files.ts';
import type { StoredFile } from './wire-files.ts';
import type { DeliverRequest, ReserveRequest, State, UpdateRequest } from './wire.ts';

export type ReservationResponse = {
  status: number;
  body: { reference: string; state: State; url?: string; metadataVersion?: number };
};

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
    webhooks,
    switches: board,
  } = options;
  const rows = openReservationRows(database);
  const files = openReservationFiles(database, options.files);
  const jobs = openReservationJobs(database);
  const urlOf = (reference: string): string => `${options.shopUrl()}/#${reference}`;
  const decisions = openShopDecisions({ rows, files, jobs, webhooks, switches: board, urlOf });

  const wrongState = (row: ReservationRow, allowed: string) =>
    new ProblemError('wrong-state', `Reservation ${row.reference} is ${row.state}; ${allowed}.`, {
      state: row.state,
    });

  return {
    find: rows.find,
    files: files.list,
    newest: rows.newest,
    ofRelease: rows.ofRelease,

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
        files: files.list(row.reference),
        history: rows
          .history(row.reference)
          .map(({ at, ...entry }) => ({ ...entry, at: new Date(at).toISOString() })),
      };
    },

    reserve(request: ReserveRequest): ReservationResponse {
      const reference = rows.insert(request);
      rows.setState(reference, 'reserved', '');
      return { status: 201, body: { reference, state: 'reserved' } };
    },

    /** Refuses an upload before its bytes are read, when they could not be accepted. */
    expectUpload(reference: string, name: string): void {
      const row = rows.find(reference);
      if (row.state !== 'reserved')
        throw wrongState(row, 'files are accepted only while it is reserved');
      const others = files.list(reference).filter((file) => file.name !== name);
      if (others.length >= RESERVATION_MAX_FILES)
        throw new ProblemError(
          'too-large',
          `A reservation has at most ${RESERVATION_MAX_FILES} files.`,
        );
    },
    upload(reference: string, file: StoredFile): { status: number; body: StoredFile } {
      const row = rows.find(reference);
      if (row.state !== 'reserved')
        throw wrongState(row, 'files are accepted only while it is reserved');
      const stored = files.list(reference);
      const before = stored.find((other) => other.name === file.name);
      const others = stored.filter((other) => other.name !== file.name);
      if (others.reduce((sum, other) => sum + other.bytes, file.bytes) > RESERVATION_MAX_BYTES)
        throw new ProblemError(
          'too-large',
          `A reservation has at most ${RESERVATION_MAX_BYTES} bytes.`,
        );
      if (before && before.sha256 === file.sha256 && before.mediaType === file.mediaType)
        return { status: 200, body: file };
      files.put(reference, file);
      if (before) files.releaseBytes(before.sha256);
      rows.recordAction(reference, 'upload');
      return { status: before ? 200 : 201, body: file };
    },

    releaseBytes: files.releaseBytes,

    deliver(
      reference: string,
      request: DeliverRequest,
      traceparent: string | null,
    ): ReservationResponse {
      const row = rows.find(reference);
      if (row.state !== 'reserved')
        throw wrongState(row, 'it can be delivered only while it is reserved');
      const stored = new Map(files.list(reference).map((file) => [file.name, file]));
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
        if (!request.files.some((named) => named.name === file.name)) files.remove(reference, file);
      const { metadata } = request;
      rows.saveMetadata(reference, metadata);
      rows.setTrace(reference, traceparent);
      rows.setState(
        reference,
        'delivered',
        `${request.files.length} file${request.files.length === 1 ? '' : 's'}`,
      );
      rows.recordAction(reference, 'deliver');
      const switches = switchesForTitle(metadata.title, board.read());
      if (switches.answer !== 'never') jobs.add('judge', reference, switches.answerDelayMs);
      return { status: 202, body: { reference, state: 'delivered' } };
    },

    confirm(reference: string): ReservationResponse {
      const row = rows.find(reference);
      const url = urlOf(reference);
      if (row.state === 'accepted') {
        rows.setUrl(reference, url);
        rows.setState(reference, 'live', 'It is on sale.');
        rows.recordAction(reference, 'confirm');
      } else if (row.state !== 'live')
        throw wrongState(row, 'it can be confirmed once it is accepted');
      return { status: 200, body: { reference, state: 'live', url } };
    },

    /** Shows other metadata at once. The same request again changes nothing. */
    update(reference: string, { metadataVersion, metadata }: UpdateRequest): ReservationResponse {
      const row = rows.find(reference);
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
      const issue = decisions.updateIssue(row, metadata);
      if (issue !== null)
        throw new ProblemError('metadata-refused', `${issue.code}: ${issue.reason}`, {
          state: row.state,
        });
      rows.saveMetadata(reference, metadata);
      rows.setMetadataVersion(row, metadataVersion);
      rows.recordAction(reference, 'update');
      return response;
    },

    receiveTakedown(
      reference: string,
      reason: string,
      traceparent: string | null,
    ): ReservationResponse {
      const row = rows.find(reference);
      if (row.state === 'taken-down')
        return { status: 200, body: { reference, state: 'taken-down' } };
      if (row.state === 'taking-down')
        return { status: 202, body: { reference, state: 'taking-down' } };
      rows.recordAction(reference, 'takedown');
      if (row.state === 'reserved' || row.state === 'rejected') {
        decisions.takeDown(row, `Cancelled: ${reason}`);
        return { status: 200, body: { reference, state: 'taken-down' } };
      }
      jobs.cancel(reference);
      rows.setTrace(reference, traceparent);
      rows.setState(reference, 'taking-down', reason);
      const { takedownDelayMs } = decisions.switchesFor(row);
      if (takedownDelayMs !== null) jobs.add('takedown', reference, takedownDelayMs);
      return { status: 202, body: { reference, state: 'taking-down' } };
    },

    /** Records a complaint, entered by a person at the sandbox. */
    complain(reference: string, reason: string): ReservationResponse {
      const row = rows.find(reference);
      if (row.state !== 'accepted' && row.state !== 'live')
        throw wrongState(row, 'a complaint needs an accepted or live reservation');
      decisions.reject(row, 'complaint', reason);
      return { status: 200, body: { reference, state: 'rejected' } };
    },

    /** Reports usage, entered by a person at the sandbox. The same lines again are another webhook. */
    reportUsage(reference: string, lines: UsageRequest['lines']): void {
      const row = rows.find(reference);
      webhooks.write(
        { type: 'usage.reported', data: { reference, lines } },
        null,
        decisions.switchesFor(row),
      );
    },

    dueJob: jobs.due,
    perform(job: Job): void {
      jobs.remove(job);
      decisions.perform(job);
    },
    postpone: jobs.postpone,
    nextDue: jobs.nextDue,
  };
}
export type Reservations = ReturnType<typeof openReservations>;
