import { z } from 'zod';
import type { PartName } from './music.ts';

/** Another cut of a finished version: without drums, shorter with a real ending, or as a seamless loop. */
export const ALTERNATES = ['no-drums', 'cut-30', 'cut-15', 'loop'] as const;

export const Alternate = z.enum(ALTERNATES);

export type Alternate = z.infer<typeof Alternate>;

/** A requested alternate that a version does not have, and why. */
export const OmittedAlternate = z.object({ alternate: Alternate, reason: z.string() });

export type OmittedAlternate = z.infer<typeof OmittedAlternate>;

/** Length in seconds of the alternates that are shorter than the track. */
export const CUT_SECONDS: Readonly<Partial<Record<Alternate, number>>> = {
  'cut-30': 30,
  'cut-15': 15,
};

/**
 * Why a track cannot have this alternate; null if it can. A cut must be shorter than the track, if its length is known.
 */
export function alternateIssue(
  alternate: Alternate,
  track: {
    durationSeconds?: number | undefined;
    ending?: 'final' | 'loop' | undefined;
    withoutParts?: readonly PartName[] | undefined;
  },
): string | null {
  const seconds = CUT_SECONDS[alternate];
  if (
    seconds !== undefined &&
    track.durationSeconds !== undefined &&
    track.durationSeconds <= seconds
  )
    return `${alternate} needs a track of more than ${seconds} s, this one has ${track.durationSeconds} s`;
  if (alternate === 'no-drums' && track.withoutParts?.includes('drums') === true)
    return 'no-drums needs drums, and this track has none';
  return alternate === 'loop' && track.ending === 'loop' ? 'the track is a loop itself' : null;
}
