import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { ProblemError } from './problem-error.ts';
import { metadataOf } from './reservation-rows.ts';
import { SHOP_CSP, shopPage } from './shop-page.ts';
import type { Shop } from './shop.ts';
import type { StoredFile } from './wire-files.ts';

const ITEMS_SHOWN = 200;
const SAFE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

/** Parses a single byte range; undefined when it is malformed or outside the file. */
function byteRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(size - 1, Number(match[2]));
  return start <= end ? { start, end } : undefined;
}

const coverOf = (shop: Shop, reference: string) =>
  shop.reservations.files(reference).find(({ mediaType }) => mediaType.startsWith('image/'));

/** The shop's public page, and the audio of releases on sale. */
export function addShopRoutes(app: FastifyInstance, shop: Shop): void {
  app.get('/', async (_request, reply) => {
    const items = shop.reservations.newest(ITEMS_SHOWN).map((row) => ({
      reference: row.reference,
      title: row.title,
      artist: row.artist,
      durationSeconds: row.duration_seconds,
      aiDisclosure: row.ai_disclosure,
      state: row.state,
      reason: row.state === 'rejected' ? row.reason : null,
      metadata: metadataOf(row),
      metadataVersion: row.metadata_version,
      hasCover: coverOf(shop, row.reference) !== undefined,
    }));
    return reply
      .headers({
        ...SAFE_HEADERS,
        'content-security-policy': SHOP_CSP,
        'cache-control': 'no-store',
      })
      .type('text/html; charset=utf-8')
      .send(shopPage(items, shop.requests.newest()));
  });
  app.get('/shop/:reference/cover', async (request, reply) => {
    const { reference } = z.object({ reference: z.string() }).parse(request.params);
    const file = coverOf(shop, reference);
    if (shop.reservations.find(reference).state !== 'live' || !file)
      throw new ProblemError('unknown-reservation', 'This release has no cover on sale.');
    return reply
      .headers({ ...SAFE_HEADERS, 'content-length': file.bytes })
      .type(file.mediaType)
      .send(shop.files.read(file.sha256, { start: 0, end: file.bytes - 1 }));
  });
  app.get('/shop/:reference/audio', async (request, reply) => {
    const { reference } = z.object({ reference: z.string() }).parse(request.params);
    return sendAudio(shop, reply, request.headers.range, {
      reference,
      files: shop.reservations.files(reference),
    });
  });
  app.get('/shop/:reference/audio/:place', async (request, reply) => {
    const { reference, place } = z
      .object({ reference: z.string(), place: z.string() })
      .parse(request.params);
    const recording = metadataOf(shop.reservations.find(reference))?.recordings?.find(
      ({ disc, number }) => `${disc}-${number}` === place,
    );
    return sendAudio(shop, reply, request.headers.range, {
      reference,
      files: shop.reservations
        .files(reference)
        .filter(({ name }) => recording?.files.includes(name) === true),
    });
  });
}

/** The first MP3 or FLAC of these files, or the part of it that a player asks for. */
function sendAudio(
  shop: Shop,
  reply: FastifyReply,
  rangeHeader: string | undefined,
  { reference, files }: { reference: string; files: readonly StoredFile[] },
): FastifyReply {
  const file =
    files.find(({ mediaType }) => mediaType === 'audio/mpeg') ??
    files.find(({ mediaType }) => mediaType === 'audio/flac');
  if (shop.reservations.find(reference).state !== 'live' || !file)
    throw new ProblemError('unknown-reservation', 'This release is not on sale.');
  const range = byteRange(rangeHeader, file.bytes);
  const { start, end } = range ?? { start: 0, end: file.bytes - 1 };
  return reply
    .headers({
      ...SAFE_HEADERS,
      'accept-ranges': 'bytes',
      'content-length': end - start + 1,
      ...(range ? { 'content-range': `bytes ${start}-${end}/${file.bytes}` } : {}),
    })
    .code(range ? 206 : 200)
    .type(file.mediaType)
    .send(shop.files.read(file.sha256, { start, end }));
}
