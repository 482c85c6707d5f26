import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { readBounded } from '@fermata/contracts/io';
import type { PartnerCallContext } from '../partner-adapter.ts';
import type { DropS3Connection } from '../partner-connections.ts';
import type { PartnerFailure } from '../partner-request-error.ts';
import { ANSWER_TIMEOUT_MS, type PartnerTimeouts, UPLOAD_TIMEOUT_MS } from '../partner-timeouts.ts';
import { pinnedLookup } from '../pinned-agent.ts';
import { type DropFile, type DropFolder, MAX_FILES } from './drop-folder.ts';
import { answered, dropRequest, tooLarge, tooManyFiles, unreachable } from './drop-request.ts';
import { limitAnswers } from './limit-answers.ts';

/** A list of 1,000 files with the longest names has less than this. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const MAX_PAGES = MAX_FILES / 1000;

/** A folder in a bucket of any S3 service. An object appears whole. */
export async function openS3Folder(
  { url, s3, allowedHosts }: DropS3Connection,
  { answerTimeoutMs = ANSWER_TIMEOUT_MS, uploadTimeoutMs = UPLOAD_TIMEOUT_MS }: PartnerTimeouts,
  context: PartnerCallContext,
): Promise<DropFolder> {
  const { bucket, prefix } = bucketOf(url);
  const send = <T>(work: (signal: AbortSignal) => Promise<T>, timeoutMs = answerTimeoutMs) =>
    dropRequest(context, timeoutMs, toFailure, work);
  const { signal, onProgress } = context;
  const lookup =
    allowedHosts &&
    (await dropRequest({ signal, onProgress }, answerTimeoutMs, toFailure, (deadline) =>
      pinnedLookup(url, { allowedHosts, signal: deadline }),
    ));
  const agentOptions = { keepAlive: true, ...(lookup === undefined ? {} : { lookup }) };
  const client = new S3Client({
    endpoint: new URL(url).origin,
    region: s3.region,
    credentials: { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey },
    forcePathStyle: true,
    // The caller decides about retries.
    maxAttempts: 1,
    // Not every S3 service knows the newer checksums; each message has the sha256 of its files.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      httpAgent: new HttpAgent(agentOptions),
      httpsAgent: new HttpsAgent(agentOptions),
    },
  });
  limitAnswers(client, MAX_ANSWER_BYTES);

  return {
    async list(subfolder, start = '') {
      const folder = `${prefix}${subfolder}/`;
      const files: DropFile[] = [];
      let token: string | undefined;
      for (let pages = 0; pages < MAX_PAGES; pages++) {
        const page = await send((abortSignal) =>
          client.send(
            new ListObjectsV2Command({
              Bucket: bucket,
              Prefix: `${folder}${start}`,
              Delimiter: '/',
              ContinuationToken: token,
            }),
            { abortSignal },
          ),
        );
        for (const { Key = '', Size = 0 } of page.Contents ?? [])
          if (Key !== folder) files.push({ name: Key.slice(folder.length), bytes: Size });
        if (page.IsTruncated !== true) return files;
        token = page.NextContinuationToken;
      }
      throw tooManyFiles(subfolder);
    },

    async read(path, maxBytes) {
      const bytes = await send(async (abortSignal) => {
        const { Body } = await client.send(
          new GetObjectCommand({ Bucket: bucket, Key: `${prefix}${path}` }),
          { abortSignal },
        );
        return readBounded(Body?.transformToWebStream() ?? [], maxBytes);
      });
      if (bytes === null) throw tooLarge(path, maxBytes);
      return bytes;
    },

    async put(path, bytes, mediaType) {
      await send(
        (abortSignal) =>
          client.send(
            new PutObjectCommand({
              Bucket: bucket,
              Key: `${prefix}${path}`,
              Body: bytes,
              ContentLength: bytes.byteLength,
              ContentType: mediaType,
            }),
            { abortSignal },
          ),
        uploadTimeoutMs,
      );
    },

    close: () => Promise.resolve(client.destroy()),
  };
}

function bucketOf(url: string): { bucket: string; prefix: string } {
  const [bucket = '', ...folders] = new URL(url).pathname
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeURIComponent);
  return { bucket, prefix: folders.map((folder) => `${folder}/`).join('') };
}

function toFailure(error: unknown): PartnerFailure {
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  return error instanceof S3ServiceException && status !== undefined
    ? answered(status, error.name, error.message)
    : unreachable(error);
}
