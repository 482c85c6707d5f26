import { z } from 'zod';
import { Sha256, TrackId } from '../values/ids.ts';
import { VersionNumber } from '../values/version.ts';
import { queryList } from './query-list.ts';

/** Two versions of a track. */
export const CompareQuery = z.strictObject({
  /** The numbers of both, as `1,2`. Absent: the last other one and the one in force. */
  versions: queryList(
    z
      .string()
      .regex(/^[1-9]\d{0,5}$/, 'must be the number of a version')
      .transform(Number),
  )
    .pipe(z.array(VersionNumber).length(2, 'must be two versions, such as 1,2'))
    .optional(),
});

export type CompareQuery = z.infer<typeof CompareQuery>;

/** A version, and the gain at which it is as loud as the other one. */
export const ComparedVersion = z.object({
  version: VersionNumber,
  versionSha256: Sha256,
  title: z.string(),
  /** Of the master, in LUFS. */
  integratedLufs: z.number(),
  /** Decibels; never positive, so that nothing clips: the quieter version stays as it is. */
  gainDb: z.number().max(0),
  /** Link to its MP3, without the gain; null if there is none. Anyone who has it can listen until `expiresAt`. */
  url: z.url().nullable(),
  expiresAt: z.iso.datetime().nullable(),
});

export const VersionComparison = z
  .object({
    trackId: TrackId,
    /** In the order of the query. */
    versions: z.array(ComparedVersion).length(2),
    /** What the recipe of the second has otherwise than that of the first, in words; empty: the same recipe. */
    differences: z.array(z.string()),
  })
  .meta({ id: 'VersionComparison' });

export type VersionComparison = z.infer<typeof VersionComparison>;
