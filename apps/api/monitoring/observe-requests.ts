import {
  context,
  type Context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Metrics } from '../infrastructure/metrics.ts';

const RouteParams = z.object({
  trackId: z.string().optional(),
  previewId: z.string().optional(),
  reviewId: z.string().optional(),
  partner: z.string().optional(),
});

/**
 * Records one span, one log line and one measurement per request. Headers and queries are left out because they may
 * hold secrets.
 */
export function observeRequests(server: FastifyInstance, log: Logger, metrics: Metrics): void {
  const tracer = trace.getTracer('fermata-api');
  const traceContexts = new WeakMap<FastifyRequest, Context>();

  server.addHook('onRequest', (request, _reply, done) => {
    const parentContext = propagation.extract(context.active(), request.headers);
    const span = tracer.startSpan(
      `${request.method} ${routeOf(request)}`,
      {
        kind: SpanKind.SERVER,
        attributes: { 'http.request.method': request.method, 'http.route': routeOf(request) },
      },
      parentContext,
    );
    traceContexts.set(request, trace.setSpan(parentContext, span));
    done();
  });

  // Reading the body may have left the asynchronous context, so the span becomes the active one only here.
  server.addHook('preHandler', (request, _reply, done) =>
    context.with(traceContexts.get(request) ?? context.active(), done),
  );

  server.addHook('onResponse', (request, reply, done) => {
    const route = routeOf(request);
    const { statusCode: status, elapsedTime } = reply;
    const { trackId, reviewId, partner } = RouteParams.safeParse(request.params ?? {}).data ?? {};
    metrics.httpSeconds.observe(
      { method: request.method, route, status: String(status) },
      elapsedTime / 1000,
    );
    const span = trace.getSpan(traceContexts.get(request) ?? context.active());
    span?.setAttributes({
      'http.response.status_code': status,
      ...(trackId ? { 'fermata.track_id': trackId } : {}),
      ...(request.principal ? { 'fermata.project_id': request.principal.projectId } : {}),
    });
    if (status >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    const quiet = route.startsWith('/health') || route === '/metrics';
    log[status >= 500 ? 'error' : quiet ? 'debug' : 'info'](
      {
        requestId: request.id,
        method: request.method,
        route,
        status,
        ms: Math.round(elapsedTime * 10) / 10,
        trackId,
        reviewId,
        partner,
        actor: request.principal?.actor,
        projectId: request.principal?.projectId,
        traceId: span?.spanContext().traceId,
      },
      'answered',
    );
    done();
  });
}

// Never the path itself: each made-up id would add a time series.
const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'unknown';
