import type { Readable } from 'node:stream';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { readBounded } from '@fermata/contracts/values';
import { ProblemException } from '../http/problem-exception.ts';

export const WAV_TYPES = ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave'] as const;
export const MIDI_TYPES = ['audio/midi', 'audio/x-midi', 'audio/mid', 'audio/sp-midi'] as const;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The handler reads a WAV or MIDI file from the body. */
    acceptsMaterial?: boolean;
  }
}
export const AcceptsMaterial = () =>
  RouteConfig({ acceptsMaterial: true, quota: 'commandsPerMinute' });

const JSON_ONLY_DETAIL = 'the body must be sent as application/json';
export const MATERIAL_TYPE_HINT =
  'send a loop as audio/wav, a melody as audio/midi, or application/json with trackId, version and part';

/**
 * Files arrive as a stream, so nothing of them is read before the key is checked. Only a route that accepts materials
 * gets them.
 */
export function acceptMaterialUploads(server: FastifyInstance): void {
  server.addContentTypeParser([...WAV_TYPES, ...MIDI_TYPES], (request, payload, done) => {
    if (request.routeOptions.config.acceptsMaterial) return done(null, payload);
    done(new ProblemException('unsupported-media-type', JSON_ONLY_DETAIL));
  });
  // Drains a refused body, or the next request on this connection would wait behind it.
  server.addHook('onResponse', (request, _reply, done) => {
    if (!request.raw.readableEnded) request.raw.resume();
    done();
  });
}

/** The whole body. Throws a 413 if it is longer. */
export async function readBody(stream: Readable, maxBytes: number): Promise<Uint8Array> {
  // A destroyed request is read no further, and its connection would not answer again.
  const chunks: AsyncIterable<Buffer> = stream.iterator({ destroyOnReturn: false });
  const bytes = await readBounded(chunks, maxBytes);
  if (bytes === null)
    throw new ProblemException('too-large', `the file must have at most ${maxBytes} bytes`);
  return bytes;
}
