import { createHash } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { type z } from 'zod';
import { type AssetRef, formatIssues, type ReleasedVersion } from '@fermata/contracts/values';
import { withHeartbeat, type WorkContext } from '../steps/with-heartbeat.ts';
import {
  AskPartnerInput,
  ConfirmInput,
  DeliverInput,
  FindReservationsInput,
  ReserveInput,
  TakeDownInput,
} from './activity-payloads.ts';
import type {
  Confirmed,
  Delivered,
  PartnerState,
  Reserved,
  TakenDown,
} from './activity-payloads.ts';
import { callPartner } from './call-partner.ts';
import { classifyPartnerError } from './classify-partner-error.ts';
import type { PartnerConnection, PartnerConnections } from './partner-connections.ts';
import { PartnerRequestError } from './partner-request-error.ts';
import {
  ConfirmAnswer,
  DeliverAnswer,
  ReservationAnswer,
  ReservationsAnswer,
  ReserveAnswer,
  TakeDownAnswer,
  UploadAnswer,
} from './partner-wire.ts';

export interface IntegrationDeps {
  readonly partners: PartnerConnections;
  readonly assets: { get(projectId: string, sha256: string): Promise<Uint8Array> };
  /** Milliseconds for one request; an upload gets more. */
  readonly answerTimeoutMs?: number;
  readonly uploadTimeoutMs?: number;
}

const FILE_EXTENSIONS: Readonly<Record<string, string>> = {
  'audio/flac': 'flac',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'application/json': 'json',
};

type Call = <T>(
  method: 'GET' | 'POST',
  path: string,
  answer: z.ZodType<T>,
  post?: { body: unknown; idempotencyKey: string },
) => Promise<T>;

/**
 * What a release does at its partners, by docs/partner-api.md. Every activity may run twice: a POST carries the key that it is given, an
 * upload that is there already is left out. Failures are sorted by `sortPartnerError`.
 */
export function createIntegrationActivities(deps: IntegrationDeps) {
  const answerTimeoutMs = deps.answerTimeoutMs ?? 30_000;
  const uploadTimeoutMs = deps.uploadTimeoutMs ?? 100_000;

  /** The frame of every activity: its input parsed, its partner found, heartbeats sent, cancellation heard, failures sorted. */
  async function withPartner<I extends { partner: string }, R>(
    schema: z.ZodType<I>,
    input: unknown,
    step: string,
    work: (at: {
      input: I;
      partner: PartnerConnection;
      call: Call;
      watch: WorkContext;
    }) => Promise<R>,
  ): Promise<R> {
    const parsed = schema.safeParse(input);
    if (!parsed.success)
      throw ApplicationFailure.nonRetryable(
        `${step}: ${formatIssues(parsed.error)}`.slice(0, 500),
        'BadInput',
      );
    const name = parsed.data.partner;
    const partner = Object.hasOwn(deps.partners, name) ? deps.partners[name] : undefined;
    if (!partner)
      throw ApplicationFailure.nonRetryable(
        `${step}: no address is configured for the partner ${name}`,
        'PartnerUnknown',
      );
    return withHeartbeat(async (watch) => {
      const call: Call = (method, path, answer, post) =>
        callPartner(
          partner,
          {
            method,
            path,
            signal: watch.signal,
            timeoutMs: answerTimeoutMs,
            ...(post === undefined
              ? {}
              : {
                  body: JSON.stringify(post.body),
                  headers: {
                    'content-type': 'application/json',
                    'idempotency-key': post.idempotencyKey,
                  },
                }),
          },
          answer,
        );
      try {
        return await work({ input: parsed.data, partner, call, watch });
      } catch (error) {
        throw classifyPartnerError(error, `${step} at ${name}`);
      }
    });
  }

  async function upload(
    partner: PartnerConnection,
    reference: string,
    file: NamedFile,
    bytes: Uint8Array,
    signal: AbortSignal,
  ): Promise<void> {
    const digest = createHash('sha256').update(bytes).digest('base64');
    const stored = await callPartner(
      partner,
      {
        method: 'PUT',
        path: `${reservationPath(reference)}/files/${encodeURIComponent(file.name)}`,
        signal,
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
    /** Asks for a place. Throws PartnerRefused when the partner will not have it. */
    reserve: (input: ReserveInput): Promise<Reserved> =>
      withPartner(
        ReserveInput,
        input,
        'reserve',
        async ({ input: { releaseId, version, idempotencyKey }, call }) => {
          const { reference } = await call('POST', '/v1/reservations', ReserveAnswer, {
            idempotencyKey,
            body: {
              releaseId,
              title: oneLine(version.title),
              artist: oneLine(version.artist),
              durationSeconds: version.durationSeconds,
              versionSha256: version.versionSha256,
              pcmSha256: version.pcmSha256,
              aiDisclosure: version.aiDisclosure,
              recipeId: version.recipeId,
            },
          });
          return { partnerReference: reference };
        },
      ),

    /** Uploads what the partner has not got yet, then says that it is complete. */
    deliver: (input: DeliverInput): Promise<Delivered> =>
      withPartner(
        DeliverInput,
        input,
        'deliver',
        async ({
          input: { partnerReference, projectId, version, idempotencyKey },
          partner,
          call,
          watch,
        }) => {
          const files = nameFiles(version.files);
          const { state, files: stored } = await call(
            'GET',
            reservationPath(partnerReference),
            forReservation(partnerReference, ReservationAnswer),
          );
          // Once delivered nothing can be uploaded: what is left is to hear the first answer again.
          const missing =
            state === 'reserved'
              ? files.filter(
                  (file) =>
                    !stored.some(
                      (storedFile) =>
                        storedFile.name === file.name &&
                        storedFile.sha256 === file.sha256 &&
                        storedFile.mediaType === file.mediaType,
                    ),
                )
              : [];
          for (const [index, file] of missing.entries()) {
            watch.onProgress(index / files.length, `uploading ${file.name}`);
            await upload(
              partner,
              partnerReference,
              file,
              await deps.assets.get(projectId, file.sha256),
              watch.signal,
            );
          }
          watch.onProgress(1, 'uploaded');
          await call(
            'POST',
            `${reservationPath(partnerReference)}/deliver`,
            forReservation(partnerReference, DeliverAnswer),
            { idempotencyKey, body: { files, metadata: metadataOf(version) } },
          );
          return {
            files: files.length,
            uploaded: missing.length,
            bytes: files.reduce((sum, file) => sum + file.bytes, 0),
          };
        },
      ),

    /** Puts the accepted track on sale. Throws PartnerRefused when it is not accepted (any more). */
    confirm: (input: ConfirmInput): Promise<Confirmed> =>
      withPartner(
        ConfirmInput,
        input,
        'confirm',
        async ({ input: { partnerReference, idempotencyKey }, call }) => {
          const { state, url } = await call(
            'POST',
            `${reservationPath(partnerReference)}/confirm`,
            forReservation(partnerReference, ConfirmAnswer),
            { idempotencyKey, body: {} },
          );
          return { state, url: url ?? null };
        },
      ),

    /** Asks the partner to take it out of the shop; `askPartner` tells when it is gone. */
    takeDown: (input: TakeDownInput): Promise<TakenDown> =>
      withPartner(
        TakeDownInput,
        input,
        'take down',
        async ({ input: { partnerReference, reason, idempotencyKey }, call }) => {
          const { state } = await call(
            'POST',
            `${reservationPath(partnerReference)}/takedown`,
            forReservation(partnerReference, TakeDownAnswer),
            { idempotencyKey, body: { reason: oneLine(reason) } },
          );
          return { state };
        },
      ),

    /** What the partner says of one reservation now. */
    askPartner: (input: AskPartnerInput): Promise<PartnerState> =>
      withPartner(AskPartnerInput, input, 'ask', async ({ input: { partnerReference }, call }) =>
        toPartnerState(
          await call(
            'GET',
            reservationPath(partnerReference),
            forReservation(partnerReference, ReservationAnswer),
          ),
        ),
      ),

    /** Every reservation that the partner has of a release, known to us or not: how a lost answer is found again. */
    findReservations: (input: FindReservationsInput): Promise<PartnerState[]> =>
      withPartner(
        FindReservationsInput,
        input,
        'find reservations',
        async ({ input: { releaseId }, call }) => {
          const { reservations } = await call(
            'GET',
            `/v1/reservations?releaseId=${encodeURIComponent(releaseId)}`,
            ReservationsAnswer,
          );
          const foreign = reservations.find((reservation) => reservation.releaseId !== releaseId);
          if (foreign)
            throw new PartnerRequestError({
              kind: 'bad-answer',
              detail: `asked for ${releaseId}, the partner answered with ${foreign.releaseId.slice(0, 100)}`,
            });
          return reservations.map((reservation) => ({
            ...toPartnerState(reservation),
            detail: null,
          }));
        },
      ),
  };
}

export type IntegrationActivities = ReturnType<typeof createIntegrationActivities>;

type NamedFile = { name: string; sha256: string; bytes: number; mediaType: string };

const reservationPath = (reference: string): string =>
  `/v1/reservations/${encodeURIComponent(reference)}`;

/** The answer must be about the reservation that was asked for. */
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
}: z.infer<typeof ReservationAnswer>): PartnerState {
  return {
    partnerReference: reference,
    state,
    detail: state === 'rejected' ? `${code ?? 'rejected'}: ${reason ?? 'no reason given'}` : null,
  };
}

/** Partners take no line breaks. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What the files are called at the partner: what is listened to is `master`, everything else by its kind. */
function nameFiles(files: readonly AssetRef[]): NamedFile[] {
  return files.map(({ kind, part, sha256, bytes, mediaType }) => {
    const ending = FILE_EXTENSIONS[mediaType];
    if (ending === undefined)
      throw ApplicationFailure.nonRetryable(
        `deliver: partners take no ${mediaType}; allowed are ${Object.keys(FILE_EXTENSIONS).join(', ')}`,
        'BadInput',
      );
    const name = kind === 'delivery-flac' || kind === 'delivery-mp3' ? 'master' : kind;
    return {
      name: `${name}${part === undefined ? '' : `-${part}`}.${ending}`,
      sha256,
      bytes,
      mediaType,
    };
  });
}

/** Tags only help to find a track: those over the contract's 30 of 60 characters are left out. */
function metadataOf(version: ReleasedVersion) {
  return {
    title: oneLine(version.title),
    artist: oneLine(version.artist),
    aiDisclosure: version.aiDisclosure,
    recipeId: version.recipeId,
    credits: version.credits.map(({ name, role }) => ({
      name: oneLine(name),
      role: oneLine(role),
    })),
    tags: version.tags
      .map(oneLine)
      .filter((tag) => tag.length > 0 && tag.length <= 60)
      .slice(0, 30),
    ...(version.territories ? { territories: version.territories } : {}),
  };
}
