import { setTimeout as wait } from 'node:timers/promises';
import type { ApiClient } from '@fermata/clients/api';
import { ApiError, followEvents } from '@fermata/clients/api';
import type { EventView, TrackView } from '@fermata/contracts/http';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { findTrack, isTrackView } from './find-track.ts';

export type WatchOptions = {
  api: ApiClient;
  trackId: string;
  signal: AbortSignal;
  /** Only events after this cursor are shown. */
  cursor?: string;
  /** Ends the watch. */
  until: (track: TrackView) => boolean;
  onEvent?: (event: EventView) => void;
  onView?: (track: TrackView) => Promise<void> | void;
  /** Called until a worker has written the first event. */
  onWaiting?: () => void;
  /** Called when the API does not respond. */
  onDisconnect?: (why: string) => void;
};

const POLL_SECONDS = 3;
const UNREACHABLE_LIMIT_SECONDS = 120;

/** Follows a track until `until` is true: each event, then the track. Survives short outages of the API. */
export async function watchTrack(watch: WatchOptions): Promise<TrackView> {
  const { api, trackId, signal, onEvent, onDisconnect: onBreak } = watch;
  const ended = new AbortController();
  const stop = AbortSignal.any([signal, ended.signal]);
  let eventArrived = Promise.withResolvers<void>();

  const following = (async () => {
    const path = `/v1/tracks/${trackId}/events/stream`;
    for await (const event of followEvents(api, path, {
      signal: stop,
      ...(watch.cursor === undefined ? {} : { cursor: watch.cursor }),
      ...(onBreak === undefined ? {} : { onBreak }),
    })) {
      onEvent?.(event);
      eventArrived.resolve();
    }
  })();
  // A stream with a permanent error ends the watch, not the process.
  const broken = following.then(() => new Promise<never>(() => undefined));
  broken.catch(() => undefined);

  try {
    let unreachableSince: number | null = null;
    for (;;) {
      const track = await Promise.race([broken, fetchView()]);
      if (track !== null) {
        await watch.onView?.(track);
        if (watch.until(track)) return track;
      }
      await Promise.race([
        broken,
        eventArrived.promise,
        wait((track === null ? 0.3 : POLL_SECONDS) * 1000, undefined, { signal: stop }),
      ]);
      eventArrived = Promise.withResolvers();
    }

    async function fetchView(): Promise<TrackView | null> {
      try {
        const answer = await findTrack(api, trackId);
        unreachableSince = null;
        if (isTrackView(answer)) return answer;
        watch.onWaiting?.();
        return null;
      } catch (error) {
        if (!(error instanceof ApiError) || !error.transient) throw error;
        unreachableSince ??= Date.now();
        if (Date.now() - unreachableSince > UNREACHABLE_LIMIT_SECONDS * 1000)
          throw new CommandError(
            EXIT.absent,
            `${error.message} Gave up after ${UNREACHABLE_LIMIT_SECONDS} s.`,
          );
        onBreak?.(error.message);
        return null;
      }
    }
  } finally {
    ended.abort();
    await following.catch(() => undefined);
  }
}
