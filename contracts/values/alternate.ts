import { z } from 'zod';

/** Another cut of a finished version: without drums, shortened with a real ending, or as a seamless loop. */
export const ALTERNATES = ['no-drums', 'cut-30', 'cut-15', 'loop'] as const;

export const Alternate = z.enum(ALTERNATES);

export type Alternate = z.infer<typeof Alternate>;

/** Seconds that an alternate has where it is of another length than the track. */
export const CUT_SECONDS: Readonly<Partial<Record<Alternate, number>>> = {
  'cut-30': 30,
  'cut-15': 15,
};

/** Why there can be no such alternate of a track, in words; null where there can. A cut must be shorter than the whole. */
export function alternateIssue(
  alternate: Alternate,
  track: { durationSeconds: number; ending?: 'final' | 'loop' | undefined },
): string | null {
  const seconds = CUT_SECONDS[alternate];
  if (seconds !== undefined && track.durationSeconds <= seconds)
    return `${alternate} needs a track of more than ${seconds} s, this one has ${track.durationSeconds} s`;
  return alternate === 'loop' && track.ending === 'loop' ? 'the track is a loop itself' : null;
}
