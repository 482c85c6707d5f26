import { setTimeout as wait } from 'node:timers/promises';
import { EventView } from '@fermata/contracts/http';
import { growingPauseMs, parseJson } from '@fermata/contracts/values';
import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { sseMessages } from './sse-messages.ts';

const MIN_PAUSE_MS = 500;
const MAX_PAUSE_MS = 10_000;

/**
 * The events of a track as they happen, after `cursor`. A broken connection is resumed after the last
 * event, so none is missed and none comes twice. Ends when `signal` is aborted. Throws an ApiError
 * that is not transient.
 */
export async function* followEvents(
  api: ApiClient,
  path: string,
  {
    cursor,
    signal,
    onBreak,
  }: { cursor?: string; signal: AbortSignal; onBreak?: (why: string) => void },
): AsyncGenerator<EventView> {
  let last = cursor;
  /** Connections since the last event. */
  let attempt = 0;
  while (!signal.aborted) {
    try {
      const body = await api.openStream(
        path,
        { accept: 'text/event-stream', ...(last === undefined ? {} : { 'last-event-id': last }) },
        signal,
      );
      for await (const message of sseMessages(body)) {
        const event = EventView.safeParse(parseJson(message.data));
        if (message.id !== undefined) last = message.id;
        if (!event.success) continue;
        attempt = 0;
        yield event.data;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && !error.transient) throw error;
      onBreak?.(error instanceof ApiError ? error.message : 'The live connection broke.');
    }
    if (signal.aborted) return;
    attempt += 1;
    const pauseMs = growingPauseMs(attempt, MIN_PAUSE_MS, MAX_PAUSE_MS);
    await wait(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
