import type { Readable } from 'node:stream';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { ProblemException } from '../problems/problem-exception.ts';

export const WAV_TYPES = ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave'] as const;
export const MIDI_TYPES = ['audio/midi', 'audio/x-midi', 'audio/mid', 'audio/sp-midi'] as const;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The handler reads a WAV or MIDI file from the body. */
    takesMaterial?: boolean;
  }
}
/** Beside what else the route says of itself. */
export const TakesMaterial = () =>
  RouteConfig({ takesMaterial: true, budget: 'commandsPerMinute' });

const JSON_ONLY = 'the body must be sent as application/json';
export const MATERIAL_TYPES =
  'send a loop as audio/wav, a melody as audio/midi, or application/json with trackId, version and part';

/** Files come as a stream, so that nothing of them is read before the key was looked at; only a route that wants them gets them. */
export function acceptMaterials(server: FastifyInstance): void {
  server.addContentTypeParser([...WAV_TYPES, ...MIDI_TYPES], (request, payload, done) => {
    if (request.routeOptions.config.takesMaterial) return done(null, payload);
    done(new ProblemException('unsupported-media-type', JSON_ONLY));
  });
  // What was refused unread must be read to its end, or the next request on this connection waits behind it.
  server.addHook('onResponse', (request, _reply, done) => {
    if (!request.raw.readableEnded) request.raw.resume();
    done();
  });
}

/** The whole body. Throws the 413 of one that is longer. */
export async function readBody(stream: Readable, most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Left early it must not be destroyed: a destroyed request is read no further, and its connection would answer nothing more.
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.byteLength;
    if (size > most)
      throw new ProblemException('too-large', `the file must have at most ${most} bytes`);
    chunks.push(bytes);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
