import type { Readable } from 'node:stream';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { readBounded } from '@fermata/contracts/io';
import {
  COVER_LIMITS,
  LOOP_LIMITS,
  type MaterialFormat,
  materialFormat,
  MAX_MIDI_BYTES,
  nameFormat,
} from '@fermata/music';
import { ProblemException } from '../http/problem-exception.ts';

/** As browsers, curl and music programs name them. The first bytes decide if they name another kind. */
const NAMED_TYPES: Readonly<Record<string, MaterialFormat>> = {
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/wave': 'wav',
  'audio/x-wave': 'wav',
  'audio/vnd.wave': 'wav',
  'audio/x-pn-wav': 'wav',
  'audio/rf64': 'wav',
  'audio/midi': 'midi',
  'audio/mid': 'midi',
  'audio/x-midi': 'midi',
  'audio/x-mid': 'midi',
  'audio/sp-midi': 'midi',
  'audio/rmi': 'midi',
  'application/midi': 'midi',
  'application/x-midi': 'midi',
  'image/png': 'image',
  'image/jpeg': 'image',
};
/** Types that name no kind: the first bytes must. */
const UNNAMED_TYPES = ['application/octet-stream', 'binary/octet-stream'];
/** Refused with the types that are accepted. `application/x-www-form-urlencoded` is the default of curl. */
const OTHER_TYPES = /^(?:(?:audio|video|image|multipart)\/|application\/x-www-form-urlencoded)/;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The handler reads a file of a material from the body. */
    acceptsMaterial?: boolean;
  }
}
export const AcceptsMaterial = () =>
  RouteConfig({ acceptsMaterial: true, quota: 'commandsPerMinute' });

const JSON_ONLY_DETAIL = 'the body must be sent as application/json';
export const MATERIAL_TYPE_HINT =
  'send a loop as audio/wav, a melody as audio/midi, a cover as image/png or image/jpeg, ' +
  'or application/json with trackId, version and part';

/**
 * Files arrive as a stream, so nothing of them is read before the key is checked. Only a route that accepts materials
 * gets them.
 */
export function acceptMaterialUploads(server: FastifyInstance): void {
  server.addContentTypeParser(
    [...Object.keys(NAMED_TYPES), ...UNNAMED_TYPES],
    (request, payload, done) => {
      if (request.routeOptions.config.acceptsMaterial) return done(null, payload);
      done(new ProblemException('unsupported-media-type', JSON_ONLY_DETAIL));
    },
  );
  server.addContentTypeParser(OTHER_TYPES, (request, _payload, done) => {
    const { acceptsMaterial } = request.routeOptions.config;
    const detail = acceptsMaterial ? MATERIAL_TYPE_HINT : JSON_ONLY_DETAIL;
    done(new ProblemException('unsupported-media-type', detail));
  });
  // Drains a refused body, or the next request on this connection would wait behind it.
  server.addHook('onResponse', (request, _reply, done) => {
    if (!request.raw.readableEnded) request.raw.resume();
    done();
  });
}

export interface UploadedFile {
  readonly format: MaterialFormat;
  readonly bytes: Uint8Array;
}

const MAX_BYTES: Readonly<Record<MaterialFormat, number>> = {
  wav: LOOP_LIMITS.bytes,
  midi: MAX_MIDI_BYTES,
  image: COVER_LIMITS.bytes,
};

/** Bytes that identify the kind of a file. */
const SIGNATURE_BYTES = 12;

/** The uploaded file. Throws a 413 if it is longer than its kind may be, a 415 if it is of no kind that is read. */
export async function readMaterialFile(stream: Readable, mediaType: string): Promise<UploadedFile> {
  // A destroyed request is read no further, and its connection would not answer again.
  const chunks: AsyncIterableIterator<Buffer, undefined> = stream.iterator({
    destroyOnReturn: false,
  });
  try {
    let head = Buffer.alloc(0);
    while (head.length < SIGNATURE_BYTES) {
      const next = await chunks.next();
      if (next.done === true) break;
      head = Buffer.concat([head, next.value]);
    }
    const format = materialFormat(head) ?? NAMED_TYPES[mediaType];
    if (format === undefined)
      throw new ProblemException(
        'unsupported-media-type',
        `the file is ${nameFormat(head) ?? 'neither WAV, MIDI, PNG nor JPEG by its first bytes'}; ` +
          MATERIAL_TYPE_HINT,
      );
    const maxBytes = MAX_BYTES[format];
    const bytes = await readBounded(after(head, chunks), maxBytes);
    if (bytes === null)
      throw new ProblemException('too-large', `the file must have at most ${maxBytes} bytes`);
    return { format, bytes };
  } finally {
    // A stream that an iterator holds cannot be read to its end by others.
    await chunks.return?.();
  }
}

async function* after(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}
