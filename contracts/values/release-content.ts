import { z } from 'zod';
import { AssetRef } from './asset.ts';
import { Sha256, TrackId } from './ids.ts';
import { plainLine } from './plain-text.ts';
import { Contributors, ReleaseMetadata } from './release-metadata.ts';
import { ReleaseTerms } from './track-terms.ts';
import { MAX_RECORDINGS, VersionNumber } from './version.ts';

const MAX_DISCS = 9;

const Recording = z.strictObject({
  trackId: TrackId,
  version: VersionNumber,
  disc: z.number().int().min(1).max(MAX_DISCS).default(1),
});

/** The approved versions of a release, in order. */
export const RequestedRecordings = z
  .array(Recording)
  .min(1, 'must name a recording')
  .max(MAX_RECORDINGS, `must name at most ${MAX_RECORDINGS} recordings`)
  .refine(
    (recordings) => new Set(recordings.map(({ trackId }) => trackId)).size === recordings.length,
    'must name each track once',
  )
  .refine(
    (recordings) =>
      recordings.every(({ disc }, index) => {
        const before = recordings[index - 1]?.disc;
        return before === undefined ? disc === 1 : disc === before || disc === before + 1;
      }),
    'must be in the order of the discs, which begin with 1',
  );

/** A recording of a release. */
export const ReleaseRecording = Recording.extend({ versionSha256: Sha256 });

export type ReleaseRecording = z.infer<typeof ReleaseRecording>;

/** The content of a release that a person creates. `versionSha256`: of the whole product. */
export const ReleaseContent = z.object({
  title: plainLine(120),
  recordings: z.array(ReleaseRecording).min(1),
  versionSha256: Sha256,
  metadata: ReleaseMetadata,
  contributors: Contributors,
  /** The picture that `metadata.cover` names. */
  cover: AssetRef.optional(),
  terms: ReleaseTerms,
  /** The instant of `terms.publishAt`. */
  publishesAt: z.iso.datetime().optional(),
  requestSha256: Sha256,
});

export type ReleaseContent = z.infer<typeof ReleaseContent>;
