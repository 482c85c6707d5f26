import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ProblemError } from './problem-error.ts';
import { parse, referenceOf } from './read-request.ts';
import type { Shop } from './shop.ts';
import { FILE_MAX_BYTES, FileName, MediaType } from './wire-files.ts';
import { releaseOf, withInjectedFault } from './with-injected-fault.ts';

const DIGEST = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:,|$)/;

/** Uploads have their own scope: their bodies are streamed, never held in memory. */
export function addUploadRoute(app: FastifyInstance, shop: Shop): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  app.put(
    '/v1/reservations/:reference/files/:name',
    { bodyLimit: FILE_MAX_BYTES },
    async (request, reply) => {
      const reference = referenceOf(request);
      const { name } = parse(z.object({ name: FileName }), request.params, 'The path');
      const mediaType = MediaType.safeParse(
        request.headers['content-type']?.split(';')[0]?.trim().toLowerCase(),
      );
      if (!mediaType.success)
        throw new ProblemError(
          'media-type-refused',
          'A file must be audio/flac, audio/mpeg, audio/wav, image/png, image/jpeg or application/json.',
        );
      const digest = DIGEST.exec(
        z.string().catch('').parse(request.headers['content-digest']),
      )?.[1];
      if (digest === undefined)
        throw new ProblemError(
          'digest-missing',
          'Content-Digest must be "sha-256=:" and base64 of 32 bytes and ":".',
        );
      const sha256 = Buffer.from(digest, 'base64').toString('hex');
      shop.reservations.expectUpload(reference, name);
      await withInjectedFault(shop, 'upload', releaseOf(shop, reference), reply, async () => {
        const arrived = await shop.files.receive(request.raw, sha256);
        try {
          return shop.storage.transaction(() => {
            arrived.commit();
            return shop.reservations.upload(reference, {
              name,
              sha256,
              bytes: arrived.bytes,
              mediaType: mediaType.data,
            });
          });
        } catch (error) {
          // Refused after the upload: over the total limit, or taken down during the upload.
          shop.reservations.releaseBytes(sha256);
          throw error;
        } finally {
          arrived.discard();
        }
      });
    },
  );
}
