import { context, ROOT_CONTEXT, trace, type Context, type SpanContext } from '@opentelemetry/api';

// Traces are for looking on: they live as long as this process, unlike the webhook itself.
const traces = new Map<string, SpanContext>();
const MOST = 1000;

/** Keeps the trace in which a webhook came, so that the relay goes on in it. */
export function rememberTrace(partner: string, webhookId: string): void {
  const span = trace.getSpanContext(context.active());
  if (!span) return;
  if (traces.size >= MOST) for (const oldest of [...traces.keys()].slice(0, MOST / 10)) traces.delete(oldest);
  traces.set(`${partner} ${webhookId}`, span);
}

export function traceOf(partner: string, webhookId: string): Context {
  const span = traces.get(`${partner} ${webhookId}`);
  return span ? trace.setSpanContext(ROOT_CONTEXT, span) : ROOT_CONTEXT;
}

export const forgetTrace = (partner: string, webhookId: string): void => void traces.delete(`${partner} ${webhookId}`);
