import { createHash } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { AssetStore, AssetStoreOptions } from './asset-store.ts';
import { contentDisposition } from './content-disposition.ts';
import { AssetCorruptedError, AssetNotFoundError, AssetTooLargeError } from './errors.ts';
import {
  assetKey,
  defaultPreviewKey,
  engineKey,
  engineNoticesKey,
  engineSignatureKey,
  historyKey,
} from './keys.ts';
import { isMissing, s3Client, statusOf, toStoreError } from './s3-client.ts';

/** Bytes of one object: a five-minute master in 24 bit is about 90 MB before FLAC. */
export const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;
/** Media types that browsers play or show; links to other files save them. */
const INLINE: ReadonlySet<string> = new Set([
  'audio/mpeg',
  'audio/flac',
  'audio/wav',
  'image/png',
  'image/jpeg',
]);
/** A signature of Ed25519 has 88 characters in base64. */
const MAX_SIGNATURE_BYTES = 1024;
/** The maximum of S3. */
const MAX_LINK_SECONDS = 7 * 24 * 3600;

/** Opens the store without a request. Call `close` when the process ends. */
export function openAssetStore(options: AssetStoreOptions): AssetStore {
  const { bucket, maxBytes = DEFAULT_MAX_BYTES } = options;
  const client = s3Client(options, options.endpoint);
  const signer =
    options.publicEndpoint === undefined ? client : s3Client(options, options.publicEndpoint);

  const putCommand = (
    key: string,
    body: Uint8Array,
    contentType: string,
    condition: { IfNoneMatch?: '*' },
  ): PutObjectCommand =>
    new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentLength: body.byteLength,
      ContentType: contentType,
      ...condition,
    });

  async function putOnce(key: string, body: Uint8Array, contentType: string): Promise<void> {
    if (body.byteLength > maxBytes)
      throw new AssetTooLargeError(
        `${key} has ${body.byteLength} bytes; one object may have at most ${maxBytes}`,
      );
    try {
      await client.send(putCommand(key, body, contentType, { IfNoneMatch: '*' }));
    } catch (error) {
      const status = statusOf(error);
      // The same bytes are already stored.
      if (status === 412) return;
      // Another process is storing the same bytes: wait for its put.
      if (status === 409 && (await exists(key))) return;
      throw toStoreError('write', key, error);
    }
  }

  /** The key says nothing about the bytes, so others that it has are replaced; readers verify signatures. */
  async function putOrReplace(key: string, text: string, contentType: string): Promise<void> {
    const body = new TextEncoder().encode(text);
    await putOnce(key, body, contentType);
    if (await hasBytes(key, body)) return;
    try {
      await client.send(putCommand(key, body, contentType, {}));
    } catch (error) {
      throw toStoreError('write', key, error);
    }
  }

  async function hasBytes(key: string, bytes: Uint8Array): Promise<boolean> {
    try {
      return Buffer.compare(await readBytes(key, bytes.byteLength), bytes) === 0;
    } catch (error) {
      if (error instanceof AssetTooLargeError) return false;
      throw error;
    }
  }

  async function read(key: string, sha256: string): Promise<Uint8Array> {
    const bytes = await readBytes(key, maxBytes);
    const actualSha256 = sha256Hex(bytes);
    if (actualSha256 !== sha256)
      throw new AssetCorruptedError(`${key} is damaged: its bytes have the sha256 ${actualSha256}`);
    return bytes;
  }

  async function readBytes(key: string, limit: number): Promise<Uint8Array> {
    try {
      const { Body, ContentLength } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: key }),
      );
      if (Body === undefined) throw new AssetNotFoundError(`${key} has no body`);
      if (ContentLength === undefined || ContentLength > limit) {
        await Body.transformToWebStream().cancel();
        throw new AssetTooLargeError(
          `${key} has ${ContentLength ?? 'an unknown number of'} bytes; at most ${limit} are read`,
        );
      }
      return await Body.transformToByteArray();
    } catch (error) {
      throw toStoreError('read', key, error);
    }
  }

  async function exists(key: string): Promise<boolean> {
    try {
      await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw toStoreError('check', key, error);
    }
  }

  async function ping(): Promise<void> {
    try {
      await client.send(new HeadBucketCommand({ Bucket: bucket }));
    } catch (error) {
      throw toStoreError('reach', `the bucket ${bucket}`, error);
    }
  }

  return {
    async ensureBucket() {
      try {
        await client.send(new CreateBucketCommand({ Bucket: bucket }));
      } catch (error) {
        // The bucket may exist already, or this account may use but not create buckets: then HEAD succeeds.
        await ping().catch(() => {
          throw toStoreError('create', `the bucket ${bucket}`, error);
        });
      }
    },

    async put(projectId, { kind, mediaType, bytes, part, alternate }) {
      const sha256 = sha256Hex(bytes);
      await putOnce(assetKey(projectId, sha256), bytes, mediaType);
      return {
        sha256,
        kind,
        mediaType,
        bytes: bytes.byteLength,
        ...(part === undefined ? {} : { part }),
        ...(alternate === undefined ? {} : { alternate }),
      };
    },

    get: async (projectId, sha256) => read(assetKey(projectId, sha256), sha256),

    has: async (projectId, sha256) => exists(assetKey(projectId, sha256)),

    async remove(projectId, sha256) {
      const key = assetKey(projectId, sha256);
      try {
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
      } catch (error) {
        if (!isMissing(error)) throw toStoreError('remove', key, error);
      }
    },

    async presign(projectId, sha256, { fileName, mediaType, seconds }) {
      const key = assetKey(projectId, sha256);
      if (!(await exists(key))) throw new AssetNotFoundError(`there is no ${key}`);
      const expiresIn = Math.max(1, Math.min(Math.floor(seconds), MAX_LINK_SECONDS));
      const signingDate = new Date();
      const command = new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ResponseContentDisposition: contentDisposition(
          fileName,
          INLINE.has(mediaType) ? 'inline' : 'attachment',
        ),
        ResponseContentType: mediaType,
      });
      const url = await getSignedUrl(signer, command, { expiresIn, signingDate });
      return { url, expiresAt: new Date(signingDate.getTime() + expiresIn * 1000).toISOString() };
    },

    async putEngine(bytes, { notices, signature: { keyId, signature } }) {
      const sha256 = sha256Hex(bytes);
      await putOrReplace(engineNoticesKey(sha256), notices, 'text/plain; charset=utf-8');
      await putOrReplace(engineSignatureKey(sha256, keyId), signature, 'text/plain');
      await putOnce(engineKey(sha256), bytes, 'application/octet-stream');
      return sha256;
    },

    getEngine: async (sha256) => read(engineKey(sha256), sha256),

    async getEngineSignature(sha256, keyId) {
      try {
        const bytes = await readBytes(engineSignatureKey(sha256, keyId), MAX_SIGNATURE_BYTES);
        return new TextDecoder().decode(bytes);
      } catch (error) {
        if (error instanceof AssetNotFoundError) return null;
        throw error;
      }
    },

    putDefaultPreview: (engineSha256, style, wav) =>
      putOnce(defaultPreviewKey(engineSha256, style), wav, 'audio/wav'),

    getDefaultPreview: async (engineSha256, style, sha256) =>
      read(defaultPreviewKey(engineSha256, style), sha256),

    async putHistory(workflowId, runId, json) {
      const key = historyKey(workflowId, runId);
      await putOnce(key, json, 'application/json');
      return key;
    },

    ping,
    close() {
      client.destroy();
      signer.destroy();
    },
  };
}

// Node's sha256 is faster, and assets are large.
const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
