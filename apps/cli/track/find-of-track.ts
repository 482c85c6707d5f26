import type { z } from 'zod';
import type { ApiClient } from '@fermata/clients/api';
import type { TrackView } from '@fermata/contracts/http';
import { TrackId } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { findTrackView } from './find-track.ts';

/** A part of a track that has an id of its own, such as its release. */
interface PartOfTrack<T> {
  readonly kind: string;
  /** The start of its ids. */
  readonly prefix: string;
  readonly id: z.ZodType<string>;
  readonly byId: (id: string) => T | Promise<T>;
  /** Null: the track has none yet. */
  readonly ofTrack: (track: TrackView) => T | null;
}

/** The part with this id, or that of the track with this id. */
export async function findOfTrack<T>(
  api: ApiClient,
  argument: string | undefined,
  { kind, prefix, id, byId, ofTrack }: PartOfTrack<T>,
): Promise<T> {
  const given = argument?.trim() ?? '';
  if (id.safeParse(given).success) return byId(given);
  if (!TrackId.safeParse(given).success)
    throw new CommandError(
      EXIT.usage,
      `"${given}" is neither a ${kind} ("${prefix}_" and 24 hex digits) nor a track ("trk_" and 24 hex digits).`,
    );
  const track = await findTrackView(api, given);
  const found = ofTrack(track);
  if (found === null)
    throw new CommandError(EXIT.absent, `The track ${given} has no ${kind} yet: ${track.now}`);
  return found;
}
