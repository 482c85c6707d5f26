import { z } from 'zod';
import { Isrc } from './identifiers.ts';
import { plainLine } from './plain-text.ts';
import { ReleaseMetadata, RequestedMetadata } from './release-metadata.ts';
import { Territories } from './territory.ts';
import { MAX_RECORDINGS, recordingPlace } from './version.ts';

/** Of a release: 1 is the approved metadata, each amendment makes the next one. */
export const MetadataVersion = z.number().int().min(1).max(999_999);

const shown = {
  title: z.string(),
  credits: z.array(z.object({ name: z.string(), role: z.string() })),
  metadata: ReleaseMetadata,
};

/** One of several recordings of a release, with its own metadata. */
export const AmendableRecording = z.strictObject({ ...recordingPlace, ...shown });

export type AmendableRecording = z.infer<typeof AmendableRecording>;

/** The metadata that an amendment changes: everything that shops show, except codes, cover and AI disclosure. */
export const AmendableMetadata = z.strictObject({
  ...shown,
  /** Absent: worldwide. */
  territories: Territories.optional(),
  /** The recordings that were ever amended, in order; the others have the approved metadata. */
  recordings: z.array(AmendableRecording).max(MAX_RECORDINGS).optional(),
});

export type AmendableMetadata = z.infer<typeof AmendableMetadata>;

const RecordingFields = RequestedMetadata.pick({
  artists: true,
  contributors: true,
  pLine: true,
  genre: true,
  language: true,
  explicit: true,
}).extend({ title: plainLine(120).optional() });

/** The changes of one of several recordings, which is named by its number on its disc (default: 1), or by its ISRC. */
export const RecordingChanges = RecordingFields.extend({
  disc: recordingPlace.disc.optional(),
  number: recordingPlace.number.optional(),
  isrc: Isrc.optional(),
})
  .refine(
    ({ number, isrc }) => (number === undefined) !== (isrc === undefined),
    'must name the recording by either its number or its isrc',
  )
  .refine(
    ({ disc, number }) => disc === undefined || number !== undefined,
    'must name the number on the disc',
  )
  .refine(
    ({ disc: _disc, number: _number, isrc: _isrc, ...fields }) => Object.keys(fields).length > 0,
    'must change something of the recording',
  );

export type RecordingChanges = z.infer<typeof RecordingChanges>;

/** The fields that an amendment names. The others stay as they are. */
export const AmendmentChanges = RequestedMetadata.omit({ cover: true }).extend({
  title: plainLine(120).optional(),
  /** All territories of sale. */
  territories: Territories.optional(),
  /** Removed from the territories of sale. */
  withoutTerritories: Territories.optional(),
  /** Of a release of several recordings. */
  recordings: z
    .array(RecordingChanges)
    .min(1, 'must name a recording')
    .max(MAX_RECORDINGS, `must name at most ${MAX_RECORDINGS} recordings`)
    .optional(),
});

export type AmendmentChanges = z.infer<typeof AmendmentChanges>;

/**
 * How many of the partners that sell the release show the amended metadata: all, some, none. `superseded`: a later
 * amendment, which only takes territories away, has ended it.
 */
export const AmendmentOutcome = z.enum(['shown', 'partly-shown', 'not-shown', 'superseded']);

export type AmendmentOutcome = z.infer<typeof AmendmentOutcome>;
