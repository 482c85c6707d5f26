import { judgeMetadata, type MetadataIssue } from './judge-metadata.ts';
import { judge } from './judge.ts';
import type { ReservationFiles } from './reservation-files.ts';
import type { Job, ReservationJobs } from './reservation-jobs.ts';
import { metadataOf, type ReservationRow, type ReservationRows } from './reservation-rows.ts';
import type { SwitchBoard, Switches } from './switches.ts';
import { switchesForTitle } from './title-markers.ts';
import type { Message, Webhooks } from './webhooks.ts';
import type { Metadata } from './wire-metadata.ts';

/** Enough of a picture to find its size behind profiles and thumbnails. */
const COVER_HEAD = 256 * 1024;

/** The shop's decisions about reservations, each with its webhook. To be made inside a transaction. */
export function openShopDecisions(options: {
  rows: ReservationRows;
  files: ReservationFiles;
  jobs: ReservationJobs;
  webhooks: Webhooks;
  switches: SwitchBoard;
  urlOf: (reference: string) => string;
}) {
  const { rows, files, jobs, webhooks, switches: board, urlOf } = options;

  const switchesFor = (row: ReservationRow): Switches => switchesForTitle(row.title, board.read());
  const send = (row: ReservationRow, message: Message): void =>
    webhooks.write(message, row.traceparent, switchesFor(row));

  function reject({ reference, ...row }: ReservationRow, code: string, reason: string): void {
    rows.setReason(reference, code, reason);
    rows.setState(reference, 'rejected', `${code}: ${reason}`);
    const data = { reference, code, reason: reason.slice(0, 500) };
    send({ reference, ...row }, { type: 'delivery.rejected', data });
  }

  /** The first mistake in the metadata. */
  function metadataIssue(
    row: ReservationRow,
    metadata: Metadata | null = metadataOf(row),
  ): MetadataIssue | null {
    if (metadata === null) return null;
    const { isrc, upc } = metadata.identifiers ?? {};
    return judgeMetadata(metadata, {
      isrc: isrc && rows.withIsrc(row, isrc),
      upc: upc && rows.withUpc(row, upc),
      recordings: (metadata.recordings ?? []).map(
        ({ isrc: code, pcmSha256 }) =>
          code && rows.withIsrc({ ...row, pcm_sha256: pcmSha256 }, code),
      ),
    });
  }

  /** It expects the files again. */
  function askForFix(row: ReservationRow): void {
    const fields = [{ field: 'title', reason: 'The editors of this shop want another title.' }];
    rows.setState(row.reference, 'reserved', 'It needs a fix.');
    send(row, { type: 'delivery.needs-fix', data: { reference: row.reference, fields } });
  }

  function decide(row: ReservationRow): void {
    const { reference } = row;
    if (row.state !== 'delivered') return;
    const switches = switchesFor(row);
    const deliveries = rows.history(reference).filter(({ state }) => state === 'delivered');
    if (switches.answer === 'needs-fix' && deliveries.length === 1) return askForFix(row);
    const verdict = judge(
      {
        durationSeconds: row.duration_seconds,
        recordings: metadataOf(row)?.recordings,
        aiDisclosure: row.ai_disclosure,
        recipeId: row.recipe_id,
        flacs: files.heads(reference, 'audio/flac', 42),
        covers: [
          ...files.heads(reference, 'image/png', COVER_HEAD),
          ...files.heads(reference, 'image/jpeg', COVER_HEAD),
        ],
        duplicateOf: rows.duplicateOf(row),
        metadataIssue: metadataIssue(row),
      },
      switches,
    );
    if (!verdict.accepted) return reject(row, verdict.code, verdict.reason);
    rows.setState(reference, 'accepted', 'The shop accepts it.');
    send(row, { type: 'delivery.accepted', data: { reference, url: urlOf(reference) } });
    if (switches.rejectAfterAcceptMs !== null)
      jobs.add('change-mind', reference, switches.rejectAfterAcceptMs);
  }

  function takeDown({ reference }: ReservationRow, detail: string): void {
    jobs.cancel(reference);
    for (const file of files.list(reference)) files.remove(reference, file);
    rows.setState(reference, 'taken-down', detail);
  }

  const perform: Record<Job['kind'], (row: ReservationRow) => void> = {
    judge: decide,
    'change-mind'(row) {
      if (row.state === 'accepted' || row.state === 'live')
        reject(row, 'editorial', 'The editors of this shop no longer want this track.');
    },
    takedown(row) {
      if (row.state !== 'taking-down') return;
      takeDown(row, 'It is no longer on sale.');
      send(row, { type: 'takedown.confirmed', data: { reference: row.reference } });
    },
  };

  return {
    switchesFor,
    reject,
    takeDown,
    perform: (job: Job): void => perform[job.kind](rows.find(job.reference)),

    /** The first mistake in changed metadata of a live release. */
    updateIssue(row: ReservationRow, metadata: Metadata): MetadataIssue | null {
      const { answer } = switchesForTitle(metadata.title, board.read());
      if (answer === 'accept') return null;
      if (answer === 'reject')
        return { code: 'editorial', reason: 'The editors of this shop do not want this metadata.' };
      const { isrc, upc } = metadataOf(row)?.identifiers ?? {};
      if (metadata.identifiers?.isrc !== isrc || metadata.identifiers?.upc !== upc)
        return { code: 'identifiers-changed', reason: 'ISRC and UPC never change.' };
      if (codesOf(metadata) !== codesOf(metadataOf(row)))
        return { code: 'recordings-changed', reason: 'The recordings of a release never change.' };
      if ((metadata.aiDisclosure ?? null) !== row.ai_disclosure)
        return { code: 'ai-undisclosed', reason: 'The AI disclosure never changes.' };
      return metadataIssue(row, metadata);
    },
  };
}

/** The recordings of a release by their ISRC, samples and files, to compare two lists of them. */
const codesOf = (metadata: Metadata | null): string =>
  JSON.stringify(
    metadata?.recordings?.map(({ isrc, pcmSha256, files }) => [isrc, pcmSha256, files]),
  ) ?? '';
