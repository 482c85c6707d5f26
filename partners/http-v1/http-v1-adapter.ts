import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { cleanText } from '@fermata/contracts/values';
import { deliveryMetadata, reservationOf, withoutLineBreaks } from '../delivery-metadata.ts';
import { type NamedFile, nameFiles } from '../name-files.ts';
import type { PartnerAdapter, PartnerCallContext, ReservationState } from '../partner-adapter.ts';
import type { HttpV1Connection } from '../partner-connections.ts';
import { PartnerRequestError } from '../partner-request-error.ts';
import { ANSWER_TIMEOUT_MS, type PartnerTimeouts, UPLOAD_TIMEOUT_MS } from '../partner-timeouts.ts';
import { readUsageReports } from '../read-usage-reports.ts';
import { requestAnswerOf } from '../request-answer.ts';
import { callPartner } from './call-partner.ts';
import {
  ConfirmAnswer,
  DeliverAnswer,
  RequestAnswered,
  ReservationAnswer,
  ReservationsAnswer,
  ReserveAnswer,
  TakedownAnswer,
  UpdateAnswer,
  UploadAnswer,
  UsageAnswer,
} from './wire.ts';

/** The protocol of docs/partner-api.md. */
export function openHttpV1Adapter(
  partner: HttpV1Connection,
  { answerTimeoutMs = ANSWER_TIMEOUT_MS, uploadTimeoutMs = UPLOAD_TIMEOUT_MS }: PartnerTimeouts,
): PartnerAdapter {
  const get = <T>(path: string, answer: z.ZodType<T>, context: PartnerCallContext) =>
    callPartner(
      partner,
      { method: 'GET', path, ...sendingOf(context), timeoutMs: answerTimeoutMs },
      answer,
    );
  const post = <T>(
    path: string,
    { body, idempotencyKey }: { body: unknown; idempotencyKey: string },
    answer: z.ZodType<T>,
    context: PartnerCallContext,
  ) =>
    callPartner(
      partner,
      {
        method: 'POST',
        path,
        ...sendingOf(context),
        timeoutMs: answerTimeoutMs,
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
      },
      answer,
    );
  const getReservation = (reference: string, context: PartnerCallContext) =>
    get(reservationPath(reference), forReservation(reference, ReservationAnswer), context);

  async function upload(
    reference: string,
    file: NamedFile,
    bytes: Uint8Array,
    context: PartnerCallContext,
  ): Promise<void> {
    const digest = createHash('sha256').update(bytes).digest('base64');
    const stored = await callPartner(
      partner,
      {
        method: 'PUT',
        path: `${reservationPath(reference)}/files/${encodeURIComponent(file.name)}`,
        ...sendingOf(context),
        timeoutMs: uploadTimeoutMs,
        headers: { 'content-type': file.mediaType, 'content-digest': `sha-256=:${digest}:` },
        body: new Uint8Array(bytes),
      },
      UploadAnswer,
    );
    if (stored.sha256 !== file.sha256)
      throw new PartnerRequestError({
        kind: 'bad-answer',
        detail: `${file.name} is stored there with another hash`,
      });
  }

  return {
    async reserve({ releaseId, version, idempotencyKey }, context) {
      const body = { releaseId, ...reservationOf(version) };
      const { reference } = await post(
        '/v1/reservations',
        { body, idempotencyKey },
        ReserveAnswer,
        context,
      );
      return { partnerReference: reference };
    },

    async deliver(
      { partnerReference, version, upc, releaseDate, readFile, idempotencyKey },
      context,
    ) {
      const files = nameFiles(version);
      const { state, files: stored } = await getReservation(partnerReference, context);
      const isStored = ({ name, sha256, mediaType }: NamedFile): boolean =>
        stored.some(
          (file) => file.name === name && file.sha256 === sha256 && file.mediaType === mediaType,
        );
      // After the delivery nothing can be uploaded; only the first answer is fetched again.
      const missing = state === 'reserved' ? files.filter((file) => !isStored(file)) : [];
      for (const [index, file] of missing.entries()) {
        context.onProgress(index / files.length, `uploading ${file.name}`);
        await upload(partnerReference, file, await readFile(file), context);
      }
      context.onProgress(1, 'uploaded');
      await post(
        `${reservationPath(partnerReference)}/deliver`,
        {
          body: { files, metadata: deliveryMetadata(version, { upc, releaseDate }) },
          idempotencyKey,
        },
        forReservation(partnerReference, DeliverAnswer),
        context,
      );
      return {
        files: files.length,
        uploaded: missing.length,
        bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      };
    },

    async confirm({ partnerReference, idempotencyKey }, context) {
      const { state, url } = await post(
        `${reservationPath(partnerReference)}/confirm`,
        { body: {}, idempotencyKey },
        forReservation(partnerReference, ConfirmAnswer),
        context,
      );
      return { state, url: url ?? null };
    },

    async update({ partnerReference, metadataVersion, version, upc, releaseDate }, context) {
      // The version makes a repeat harmless, so there is no key.
      await callPartner(
        partner,
        {
          method: 'PUT',
          path: `${reservationPath(partnerReference)}/metadata`,
          ...sendingOf(context),
          timeoutMs: answerTimeoutMs,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            metadataVersion,
            metadata: deliveryMetadata(version, { upc, releaseDate }),
          }),
        },
        forReservation(partnerReference, UpdateAnswer),
      );
    },

    async sendTakedown({ partnerReference, reason, idempotencyKey }, context) {
      const { state } = await post(
        `${reservationPath(partnerReference)}/takedown`,
        { body: { reason: withoutLineBreaks(reason) }, idempotencyKey },
        forReservation(partnerReference, TakedownAnswer),
        context,
      );
      return { state };
    },

    async answerRequest(request, context) {
      const { idempotencyKey: id } = request;
      const body = { id, ...requestAnswerOf(request) };
      await post('/v1/answers', { body, idempotencyKey: id }, RequestAnswered, context);
    },

    async ask(partnerReference, context) {
      return toPartnerState(await getReservation(partnerReference, context));
    },

    async ping(context) {
      await get('/v1/reservations?releaseId=ping', ReservationsAnswer, context);
    },

    async fetchUsage({ period, cursor }, context) {
      const query = new URLSearchParams({ period, ...(cursor === null ? {} : { cursor }) });
      const { reports, nextCursor } = await get(`/v1/usage?${query}`, UsageAnswer, context);
      const page = cursor === null ? 'the first page' : `the page "${cleanText(cursor, 200)}"`;
      return { ...readUsageReports(reports, `${page} of ${period}`), nextCursor };
    },

    async findReservations(releaseId, context) {
      const { reservations } = await get(
        `/v1/reservations?releaseId=${encodeURIComponent(releaseId)}`,
        ReservationsAnswer,
        context,
      );
      const foreign = reservations.find((reservation) => reservation.releaseId !== releaseId);
      if (foreign)
        throw new PartnerRequestError({
          kind: 'bad-answer',
          detail: `asked for ${releaseId}, the partner answered with ${cleanText(foreign.releaseId, 100)}`,
        });
      return reservations.map(({ reference: partnerReference, state }) => ({
        ...{ partnerReference, state },
        detail: null,
      }));
    },
  };
}

const sendingOf = ({ signal, takeTurn }: PartnerCallContext) => ({ signal, takeTurn });

const reservationPath = (reference: string): string =>
  `/v1/reservations/${encodeURIComponent(reference)}`;

/** The answer must be about the requested reservation. */
function forReservation<T extends { reference: string }>(
  reference: string,
  answer: z.ZodType<T>,
): z.ZodType<T> {
  return answer.refine(
    (body) => body.reference === reference,
    `is about another reservation than ${reference}`,
  );
}

function toPartnerState({
  reference,
  state,
  code,
  reason,
  url,
  metadataVersion,
}: z.infer<typeof ReservationAnswer>): ReservationState {
  return {
    partnerReference: reference,
    state,
    detail: state === 'rejected' ? `${code ?? 'rejected'}: ${reason ?? 'no reason given'}` : null,
    ...(state === 'live' && url !== undefined ? { url } : {}),
    ...(state === 'live' && metadataVersion !== undefined ? { metadataVersion } : {}),
  };
}
