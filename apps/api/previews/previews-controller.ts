import type { IncomingHttpHeaders } from 'node:http';
import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  DEADLINE_MS,
  PREVIEW_MEDIA_TYPE,
  PREVIEW_VIEW_HEADER,
  PreviewRequest,
  PreviewSession,
  PreviewView,
  SelectRequest,
  VariationRequest,
} from '@fermata/contracts/http';
import { cleanText, PreviewId, PreviewSessionId } from '@fermata/contracts/values';
import { Allow, AllowSignedLink, HUMAN_ROLES, RespondsWithin } from '../http/allow.ts';
import { whenClientGone } from '../http/client-gone.ts';
import { CurrentPrincipal, type Principal } from '../http/principal.ts';
import { CommandQuota, PreviewQuota } from '../http/rate-limits.ts';
import { AudioResponse, JsonResponse, RequestExample } from '../http/responses.ts';
import { OptionalSignedLinkQuery } from '../http/signed-link.ts';
import { matchesEtag, parseByteRange } from './byte-range.ts';
import type { RequestTiming } from './fresh-previews.ts';
import { prefersAudio } from './prefers-audio.ts';
import { AUDIO_LINK } from './preview-presenter.ts';
import { type PreviewResult, PreviewService } from './preview-service.ts';

const ROLES = ['creator', 'operations'] as const;
const id = { schema: PreviewId };
const DeadlineBody = z.object({
  deadlineMs: z.number().min(DEADLINE_MS.min).max(DEADLINE_MS.max).default(DEADLINE_MS.usual),
});
/** Read before validation, which comes after authentication. */
const deadlineOf = (body: unknown): number =>
  DeadlineBody.safeParse(body).data?.deadlineMs ?? DEADLINE_MS.usual;

const RESPONSE_DESCRIPTION =
  'JSON with the URL of the audio, or with `Accept: audio/wav` the WAV itself (the JSON is then in the header ' +
  '`Fermata-Preview`, and problems remain `application/problem+json`). Answered within `deadlineMs`: with a fresh ' +
  'preview, an equal earlier one, or the nearest earlier one, as `source`, `reason` and `nearness` report.';

@ApiTags('previews')
@Controller('v1')
export class PreviewsController {
  constructor(@Inject(PreviewService) private readonly previews: PreviewService) {}

  @Post('previews')
  @RequestExample(PreviewRequest, { text: 'late night jazz' })
  @Allow(...ROLES)
  @PreviewQuota()
  @RespondsWithin(deadlineOf)
  @AudioResponse(PreviewView, 'Make a preview of eight seconds', RESPONSE_DESCRIPTION)
  async create(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: PreviewRequest }) request: PreviewRequest,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    return sendPreview(
      reply,
      accept,
      await this.previews.create(principal, request, requestTiming(reply)),
    );
  }

  @Post('previews/:previewId/variations')
  @RequestExample(VariationRequest, { part: 'bass' })
  @Allow(...ROLES)
  @PreviewQuota()
  @RespondsWithin(deadlineOf)
  @AudioResponse(
    PreviewView,
    'Make a variation of a preview, with one change',
    `Only the affected parts are rendered again. ${RESPONSE_DESCRIPTION}`,
  )
  async vary(
    @CurrentPrincipal() principal: Principal,
    @Param('previewId', id) previewId: string,
    @Body({ schema: VariationRequest }) request: VariationRequest,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    return sendPreview(
      reply,
      accept,
      await this.previews.vary(principal, previewId, request, requestTiming(reply)),
    );
  }

  @Get('previews/:previewId')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(200, PreviewView, 'Show a preview', 'With a new URL of its audio.')
  find(@CurrentPrincipal() principal: Principal, @Param('previewId', id) previewId: string) {
    return this.previews.find(principal, previewId);
  }

  @Get('previews/:previewId/audio')
  @AllowSignedLink(AUDIO_LINK, ...HUMAN_ROLES)
  @AudioResponse(
    null,
    'Play a preview',
    'As WAV, with byte ranges and an entity tag. The URL of a response needs no key until it expires.',
  )
  async audio(
    @CurrentPrincipal() principal: Principal,
    @Param('previewId', id) previewId: string,
    @Query({ schema: OptionalSignedLinkQuery }) _link: z.infer<typeof OptionalSignedLinkQuery>,
    @Headers() headers: IncomingHttpHeaders,
    @Res() reply: FastifyReply,
  ) {
    const { wav, sha256 } = await this.previews.audio(principal.projectId, previewId);
    const etag = `"${sha256}"`;
    void reply
      .type(PREVIEW_MEDIA_TYPE)
      .header('etag', etag)
      .header('accept-ranges', 'bytes')
      .header('cache-control', 'private, max-age=3600')
      .header('content-disposition', `inline; filename="${previewId}.wav"`);
    if (matchesEtag(headers['if-none-match'], etag))
      return reply.status(304).removeHeader('content-type').send();
    // If the audio has changed, a range would not match the client's other bytes.
    const range =
      headers['if-range'] === undefined || headers['if-range'] === etag
        ? parseByteRange(headers.range, wav.byteLength)
        : null;
    if (range === 'unsatisfiable')
      return reply.status(416).header('content-range', `bytes */${wav.byteLength}`).send();
    if (range === null) return reply.send(asBuffer(wav));
    return reply
      .status(206)
      .header('content-range', `bytes ${range.first}-${range.last}/${wav.byteLength}`)
      .send(asBuffer(wav.subarray(range.first, range.last + 1)));
  }

  @Post('previews/:previewId/select')
  @RequestExample(SelectRequest, {})
  @Allow(...ROLES)
  @CommandQuota()
  @JsonResponse(200, PreviewSession, 'Record in the session that this preview was chosen')
  select(
    @CurrentPrincipal() principal: Principal,
    @Param('previewId', id) previewId: string,
    @Body({ schema: SelectRequest }) { sessionId }: z.infer<typeof SelectRequest>,
  ) {
    return this.previews.select(principal, previewId, sessionId);
  }

  @Get('preview-sessions/:sessionId')
  @Allow(...HUMAN_ROLES)
  @JsonResponse(
    200,
    PreviewSession,
    'List the requests, responses and choices of a session',
    'Oldest first, at most `maxEntries`. The session expires at `expiresAt` unless it is used again.',
  )
  session(
    @CurrentPrincipal() principal: Principal,
    @Param('sessionId', { schema: PreviewSessionId }) sessionId: string,
  ) {
    return this.previews.session(principal, sessionId);
  }
}

const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

const requestTiming = (reply: FastifyReply): RequestTiming => ({
  elapsed: () => reply.elapsedTime,
  clientGone: whenClientGone(reply),
});

/** Headers are ASCII. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function sendPreview(
  reply: FastifyReply,
  accept: string | undefined,
  { view, wav, retryAfterSeconds }: PreviewResult,
): FastifyReply {
  const response = PreviewView.parse(view);
  void reply.header('vary', 'accept');
  if (retryAfterSeconds !== null) void reply.header('retry-after', String(retryAfterSeconds));
  if (!prefersAudio(accept)) return reply.status(200).send(response);
  return reply
    .status(200)
    .type(PREVIEW_MEDIA_TYPE)
    .header(PREVIEW_VIEW_HEADER, asciiJson(withUnmetOnly(response)))
    .header('content-location', response.url)
    .send(asBuffer(wav));
}

const MAX_HEADER_WISHES = 12;
const MAX_HEADER_QUOTE = 60;

/** The whole list may be larger than a client's limit for all headers, which is 16 kB in Node. */
const withUnmetOnly = (view: PreviewView): PreviewView => ({
  ...view,
  understanding: view.understanding
    .filter(({ outcome }) => outcome !== 'honoured')
    .slice(0, MAX_HEADER_WISHES)
    .map((wish) => ({ ...wish, quote: cleanText(wish.quote, MAX_HEADER_QUOTE) })),
});
