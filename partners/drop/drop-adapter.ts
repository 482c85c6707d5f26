import { deliveryMetadata, reservationOf, withoutLineBreaks } from '../delivery-metadata.ts';
import { nameFiles } from '../name-files.ts';
import type { PartnerAdapter, PartnerCallContext } from '../partner-adapter.ts';
import { PartnerRequestError } from '../partner-request-error.ts';
import { requestAnswerOf } from '../request-answer.ts';
import type { DropFolder, OpenDropFolder } from './drop-folder.ts';
import { answered } from './drop-request.ts';
import { fetchMessages } from './fetch-messages.ts';
import { fileNameOf, filesFolder, messageIdOf, messagePath, referenceOf } from './names.ts';
import { readReservations, type Reservation, stateOf } from './read-reservations.ts';
import { readUsage } from './read-usage.ts';
import { FOLDERS, type MessageType, SCHEMA_VERSION } from './wire.ts';

/**
 * The protocol of docs/drop-folder.md: messages and files in a folder. Names follow from the release and the message,
 * so a repeat writes the same files.
 */
export function openDropAdapter(open: OpenDropFolder): PartnerAdapter {
  async function withFolder<T>(
    context: PartnerCallContext,
    work: (folder: DropFolder) => Promise<T>,
  ): Promise<T> {
    const folder = await open(context);
    try {
      return await work(folder);
    } finally {
      await folder.close();
    }
  }

  return {
    reserve: ({ releaseId, version, idempotencyKey }, context) =>
      withFolder(context, async (folder) => {
        const reference = referenceOf(releaseId, idempotencyKey);
        const content = { releaseId, ...reservationOf(version) };
        await send(folder, { type: 'reserve', reference, idempotencyKey, content });
        return { partnerReference: reference };
      }),

    deliver: (
      { partnerReference: reference, version, upc, releaseDate, readFile, idempotencyKey },
      context,
    ) =>
      withFolder(context, async (folder) => {
        const files = nameFiles(version);
        const reservation = await find(folder, reference);
        const isDelivered =
          reservation.messageIds.has(messageIdOf(idempotencyKey)) || isDecided(reservation);
        const there = isDelivered ? [] : await folder.list(filesFolder(reference));
        const missing = isDelivered
          ? []
          : files.filter(
              (file) =>
                !there.some(({ name, bytes }) => name === fileNameOf(file) && bytes === file.bytes),
            );
        const pathOf = (file: (typeof files)[number]): string =>
          `${filesFolder(reference)}/${fileNameOf(file)}`;
        for (const [index, file] of missing.entries()) {
          context.onProgress(index / files.length, `uploading ${file.name}`);
          await folder.put(pathOf(file), await readFile(file), file.mediaType);
        }
        context.onProgress(1, 'uploaded');
        const content = {
          metadata: deliveryMetadata(version, { upc, releaseDate }),
          files: files.map((file) => ({ path: pathOf(file), ...file })),
        };
        // Last: the partner begins when it sees the message.
        if (!isDelivered)
          await send(folder, { type: 'deliver', reference, idempotencyKey, content });
        return {
          files: files.length,
          uploaded: missing.length,
          bytes: files.reduce((sum, file) => sum + file.bytes, 0),
        };
      }),

    confirm: ({ partnerReference: reference, idempotencyKey }, context) =>
      withFolder(context, async (folder) => {
        const reservation = await find(folder, reference);
        assertNotTakenDown(reservation);
        const { state, url, detail } = stateOf(reservation);
        if (state === 'live') return { state, url: url ?? null };
        if (state !== 'accepted')
          throw new PartnerRequestError(
            answered(409, 'not-accepted', `the release is ${state}${detail ? `: ${detail}` : ''}`),
          );
        if (!reservation.sent.has('confirm'))
          await send(folder, { type: 'confirm', reference, idempotencyKey, content: {} });
        // 425: too early. The next attempt asks again.
        throw new PartnerRequestError(
          answered(425, 'not-live-yet', `${reference} has no acknowledgement "live" yet`),
        );
      }),

    update: (
      { partnerReference: reference, metadataVersion, version, upc, releaseDate, idempotencyKey },
      context,
    ) =>
      withFolder(context, async (folder) => {
        const reservation = await find(folder, reference);
        const { state, metadataVersion: shown = 1 } = stateOf(reservation);
        if (state !== 'live')
          throw new PartnerRequestError(answered(409, 'not-live', `the release is ${state}`));
        assertNotTakenDown(reservation);
        if (shown >= metadataVersion) return;
        const { acknowledgement, messageIds } = reservation;
        const messageId = messageIdOf(idempotencyKey);
        if (
          acknowledgement?.status === 'update-rejected' &&
          acknowledgement.messageId === messageId
        )
          throw new PartnerRequestError(
            answered(422, acknowledgement.code, acknowledgement.reason),
          );
        const metadata = deliveryMetadata(version, { upc, releaseDate });
        const content = { metadataVersion, metadata };
        if (!messageIds.has(messageId))
          await send(folder, { type: 'update', reference, idempotencyKey, content });
        // 425: too early. The next attempt asks again.
        throw new PartnerRequestError(
          answered(425, 'not-updated-yet', `${reference} has no acknowledgement "updated" yet`),
        );
      }),

    sendTakedown: ({ partnerReference: reference, reason, idempotencyKey }, context) =>
      withFolder(context, async (folder) => {
        // Also without a readable acknowledgement, and without any other file of the reservation.
        const reservation = await look(folder, reference);
        const isTakenDown = reservation !== null && stateOf(reservation).state === 'taken-down';
        if (isTakenDown) return { state: 'taken-down' };
        const content = { reason: withoutLineBreaks(reason) };
        const key = takedownKey(idempotencyKey, reservation);
        if (reservation?.messageIds.has(messageIdOf(key)) !== true)
          await send(folder, { type: 'takedown', reference, idempotencyKey: key, content });
        return { state: 'taking-down' };
      }),

    answerRequest: (request, context) =>
      withFolder(context, async (folder) => {
        const messageId = messageIdOf(request.idempotencyKey);
        await putJson(folder, `${FOLDERS.answers}/${messageId}.json`, {
          ...{ schemaVersion: SCHEMA_VERSION, messageId },
          ...requestAnswerOf(request),
        });
      }),

    ask: (partnerReference, context) =>
      withFolder(context, async (folder) => {
        const reservation = await look(folder, partnerReference);
        // The folder cannot tell a reservation that never was from one whose files were deleted.
        if (reservation === null) return { partnerReference, state: 'unknown', detail: null };
        return stateOf(readable(reservation));
      }),

    fetchUsage: (request, context) => withFolder(context, (folder) => readUsage(folder, request)),

    ping: (context) =>
      withFolder(context, async (folder) => {
        await folder.list(FOLDERS.acknowledgements, 'ping');
      }),

    findReservations: (releaseId, context) =>
      withFolder(context, async (folder) =>
        (await readReservations(folder, `${releaseId}-`)).map((reservation) => ({
          ...stateOf(reservation),
          detail: null,
        })),
      ),

    refuseUnreadable: ({ request, reason, answeredAt, idempotencyKey }, context) =>
      withFolder(context, async (folder) => {
        const messageId = messageIdOf(idempotencyKey);
        await putJson(folder, `${FOLDERS.answers}/${messageId}.json`, {
          ...{ schemaVersion: SCHEMA_VERSION, messageId },
          ...{ type: 'request.unreadable', timestamp: answeredAt },
          data: { request, reason: withoutLineBreaks(reason) },
        });
      }),

    fetchMessages: (receiver, context) =>
      withFolder(context, (folder) => fetchMessages(folder, receiver)),
  };
}

/** Throws PartnerRequestError if there is no such reservation, or if its newest acknowledgement cannot be read. */
async function find(folder: DropFolder, reference: string): Promise<Reservation> {
  const reservation = await look(folder, reference);
  if (reservation !== null) return readable(reservation);
  throw new PartnerRequestError(answered(404, 'not-found', `there is no reservation ${reference}`));
}

/** Null: the folder has no file of it. */
async function look(folder: DropFolder, reference: string): Promise<Reservation | null> {
  const [reservation = null] = await readReservations(folder, `${reference}.`);
  return reservation;
}

/** Throws PartnerRequestError if the newest acknowledgement cannot be read. */
function readable(reservation: Reservation): Reservation {
  if (reservation.unreadable !== null) throw reservation.unreadable;
  return reservation;
}

/** The partner has answered an earlier delivery, and expects no further one. */
function isDecided(reservation: Reservation): boolean {
  const { state } = stateOf(reservation);
  const { sent } = reservation;
  return (
    sent.has('deliver') && (sent.has('takedown') || !['reserved', 'delivered'].includes(state))
  );
}

/**
 * The partner gets another message for another key, and for each acknowledgement that shows the release on sale: it is
 * newer than the message before, which the partner may have missed.
 */
function takedownKey(idempotencyKey: string, reservation: Reservation | null): string {
  const isLive = reservation !== null && stateOf(reservation).state === 'live';
  return isLive ? `${idempotencyKey}/${reservation.acknowledgement?.sequence}` : idempotencyKey;
}

/** A late step puts nothing on sale that is being taken down. Throws PartnerRequestError. */
function assertNotTakenDown({ sent, reference }: Reservation): void {
  if (sent.has('takedown'))
    throw new PartnerRequestError(
      answered(409, 'taking-down', `the takedown of ${reference} was requested`),
    );
}

function send(
  folder: DropFolder,
  message: {
    readonly type: MessageType;
    readonly reference: string;
    readonly idempotencyKey: string;
    readonly content: object;
  },
): Promise<void> {
  const { type, reference, content } = message;
  const messageId = messageIdOf(message.idempotencyKey);
  return putJson(folder, messagePath(reference, type, messageId), {
    ...{ schemaVersion: SCHEMA_VERSION, messageId, type, reference },
    ...content,
  });
}

const putJson = (folder: DropFolder, path: string, content: object): Promise<void> =>
  folder.put(path, new TextEncoder().encode(JSON.stringify(content)), 'application/json');
