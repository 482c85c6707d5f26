import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import {
  isLoopbackHost,
  PREVIEW_FACTS_HEADER,
  PREVIEW_MEDIA_TYPE,
  PreviewServiceRequest,
} from '@fermata/contracts/http';
import { readBounded } from '@fermata/contracts/io';
import { formatIssues, parseJson, type PreviewRefusal } from '@fermata/contracts/values';
import { type MadePreview, PreviewRefusedError } from '@fermata/domain/preview';
import { currentEngine, openEngine } from '@fermata/music';
import { DefaultPreviews } from './default-previews.ts';
import { createPreviewMetrics } from './metrics.ts';
import { PreviewMaker } from './preview-maker.ts';
import { secretsEqual } from './same-secret.ts';
import type { PreviewSettings } from './settings.ts';
import { warmUp } from './warm-up.ts';

const BODY_BYTES = 64 * 1024;
const RETRY_AFTER_ERROR_MS = 200;
const LOOPBACK = /^(?:(?:::ffff:)?127\.|::1$)/;
const WILDCARD_ADDRESSES: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

export interface RunningPreviewService {
  readonly url: string;
  readonly engineSha256: string;
  readonly warm: Promise<void>;
  close(): Promise<void>;
}

/** Listens at once; warm-up and default previews run in the background. */
export async function startPreviewService(
  settings: PreviewSettings,
  log: Logger,
): Promise<RunningPreviewService> {
  const build = await currentEngine(settings.engineKeys);
  const engine = await openEngine({ ...build, processes: settings.processes });
  const maker = new PreviewMaker(engine, {
    version: build.version,
    processes: settings.processes,
    cacheBytes: settings.cacheBytes,
    mostRequests: settings.maxRequests,
  });
  const defaults = new DefaultPreviews(maker, build.sha256);
  const metrics = createPreviewMetrics(maker);
  const closing = new AbortController();

  const make = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = PreviewServiceRequest.safeParse(await readJsonBody(request));
    if (!body.success)
      return sendRefusal(response, {
        reason: 'invalid',
        detail: formatIssues(body.error),
        retryAfterMs: 0,
      });
    const abort = new AbortController();
    const end = (why: string): void =>
      abort.abort(new PreviewRefusedError({ reason: 'deadline', detail: why, retryAfterMs: 0 }));
    const timer = setTimeout(() => end('the deadline has passed'), body.data.deadlineMs);
    response.once('close', () => end('the client has disconnected'));
    try {
      const preview = await maker.make(body.data, abort.signal);
      metrics.seconds.observe(preview.made.timings.total / 1000);
      metrics.outcomes.inc({ outcome: 'made' });
      await sendPreview(response, preview);
    } catch (error) {
      if (!(error instanceof PreviewRefusedError))
        log.error({ err: error }, 'a preview could not be made');
      const refusal: PreviewRefusal =
        error instanceof PreviewRefusedError
          ? error.refusal
          : {
              reason: 'failed',
              detail: 'the sound engine failed; the next request gets a fresh one',
              retryAfterMs: RETRY_AFTER_ERROR_MS,
            };
      metrics.outcomes.inc({ outcome: refusal.reason });
      sendRefusal(response, refusal);
    } finally {
      clearTimeout(timer);
    }
  };

  // On loopback health and metrics need no secret.
  let local = false;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (local && !isLoopbackHost(request.headers.host))
      return sendJson(response, 421, { detail: 'use 127.0.0.1 or localhost' });
    const route = `${request.method} ${request.url?.split('?')[0]}`;
    const authorized = secretsEqual(
      request.headers.authorization ?? '',
      `Bearer ${settings.secret}`,
    );
    if (route === 'GET /health')
      return sendJson(
        response,
        200,
        authorized || local
          ? {
              status: 'ok',
              engineSha256: build.sha256,
              processes: settings.processes,
              defaults: defaults.list().styles.length,
            }
          : { status: 'ok' },
      );
    if (route === 'GET /metrics' && (authorized || local))
      return void response
        .writeHead(200, { 'content-type': metrics.registry.contentType })
        .end(await metrics.registry.metrics());
    if (!authorized)
      return sendJson(response, 401, {
        detail: 'the preview service requires its secret',
      });
    if (route === 'POST /previews') return make(request, response);
    if (route === 'GET /defaults') return sendJson(response, 200, defaults.list());
    const defaultPreview = route.startsWith('GET /defaults/')
      ? defaults.find(route.slice('GET /defaults/'.length))
      : undefined;
    return defaultPreview
      ? sendPreview(response, defaultPreview)
      : sendJson(response, 404, {
          detail: 'not found: use /previews, /defaults, /health or /metrics',
        });
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (error instanceof PreviewRefusedError) return sendRefusal(response, error.refusal);
      log.error({ err: error, url: request.url }, 'a request failed');
      if (response.headersSent) response.destroy();
      else
        sendRefusal(response, {
          reason: 'failed',
          detail: 'internal error; see the log of the preview service',
          retryAfterMs: RETRY_AFTER_ERROR_MS,
        });
    });
  });
  // The API keeps its connections open, so that no request waits for a new one.
  server.keepAliveTimeout = 120_000;
  await once(server.listen(settings.port, settings.host), 'listening');
  const { port, address } = server.address() as AddressInfo;
  local = LOOPBACK.test(address);
  const warm = warmUp(engine, maker, closing.signal)
    .then(() => defaults.make(closing.signal, log))
    .then(
      () => log.info({ styles: defaults.list().styles.length }, 'warmed up, default previews made'),
      (error: unknown) => {
        if (!closing.signal.aborted)
          log.error({ err: error }, 'the engine processes could not be warmed up');
      },
    );
  log.info(
    { host: address, port, processes: settings.processes, engine: build.sha256 },
    'the preview service is listening',
  );
  // A wildcard address is reached on loopback.
  const reachable = WILDCARD_ADDRESSES.has(address) ? '127.0.0.1' : address;
  const host = reachable.includes(':') ? `[${reachable}]` : reachable;
  return {
    url: `http://${host}:${port}`,
    engineSha256: build.sha256,
    warm,
    async close() {
      closing.abort(new Error('the preview service is stopping'));
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await engine.close();
      await warm;
    },
  };
}

const sendJson = (response: ServerResponse, status: number, value: unknown): void =>
  void response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify(value));

function sendRefusal(response: ServerResponse, refusal: PreviewRefusal): void {
  if (response.destroyed || response.headersSent) return;
  const retry =
    refusal.reason === 'invalid'
      ? {}
      : { 'retry-after': String(Math.max(1, Math.ceil(refusal.retryAfterMs / 1000))) };
  response
    .writeHead(refusal.reason === 'invalid' ? 400 : 503, {
      'content-type': 'application/json',
      ...retry,
    })
    .end(JSON.stringify(refusal));
}

/** The facts as JSON, then the WAV: the audio is not encoded as text. */
async function sendPreview(response: ServerResponse, { made, wav }: MadePreview): Promise<void> {
  const facts = Buffer.from(JSON.stringify(made));
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': facts.length + wav.byteLength,
    [PREVIEW_FACTS_HEADER]: facts.length,
    'fermata-audio': PREVIEW_MEDIA_TYPE,
  });
  response.write(facts);
  response.end(wav);
}

async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const bytes = await readBounded(request as AsyncIterable<Buffer>, BODY_BYTES);
  if (bytes === null)
    throw new PreviewRefusedError({
      reason: 'invalid',
      detail: `the body must have at most ${BODY_BYTES} bytes`,
      retryAfterMs: 0,
    });
  return parseJson(new TextDecoder().decode(bytes));
}
