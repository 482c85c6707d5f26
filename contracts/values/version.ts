import { z } from 'zod';
import { Alternate } from './alternate.ts';
import { AssetRef } from './asset.ts';
import { AudioFigures } from './audio-report.ts';
import { canonicalSha256 } from './canonical.ts';
import { Isrc } from './identifiers.ts';
import { Sha256, TrackId } from './ids.ts';
import { ReleaseMetadata } from './release-metadata.ts';
import { Territories } from './territory.ts';

/** The hash that a reviewer approves: audio (of the alternates, too), recipe and what shops show. */
export const versionSha256Of = (version: {
  alternates?: readonly { alternate: string; recipeId: string; pcmSha256: string }[];
  pcmSha256: string;
  recipeId: string;
  title: string;
  credits: readonly { name: string; role: string }[];
  aiDisclosure: string;
  metadata: ReleaseMetadata;
  isrc?: string;
  coverSha256?: string;
}): string => canonicalSha256(version);

/** A rendered alternate. It has its own recipe, so it can be proved alone; `files` are tagged with its id. */
export const MadeAlternate = z.object({
  alternate: Alternate,
  recipeId: Sha256,
  figures: AudioFigures,
  files: z.array(AssetRef),
});

export type MadeAlternate = z.infer<typeof MadeAlternate>;

/** The AI disclosure of a track. */
export const AiDisclosure = z.enum(['all', 'partly', 'none']);

export type AiDisclosure = z.infer<typeof AiDisclosure>;

const FinishedVersion = z.object({
  version: z.number().int().positive(),
  versionSha256: Sha256,
  title: z.string(),
  durationSeconds: z.number().positive(),
  pcmSha256: Sha256,
  recipeId: Sha256,
  aiDisclosure: AiDisclosure,
  credits: z.array(z.object({ name: z.string(), role: z.string() })),
  metadata: ReleaseMetadata,
  /** Absent if the project has no range for the partners of its terms. */
  isrc: Isrc.optional(),
  tags: z.array(z.string()),
  /** Territories of sale; absent: worldwide. */
  territories: Territories.optional(),
  files: z.array(AssetRef),
});

export type FinishedVersion = z.infer<typeof FinishedVersion>;

export const MAX_RECORDINGS = 30;

/** Of a release, or of one of its recordings: the limit of the partner protocols. */
export const MAX_CREDITS = 50;

/** The fields of a recording's place: its disc, and its number on that disc. */
export const recordingPlace = {
  disc: z.number().int().positive(),
  number: z.number().int().positive(),
};

/**
 * The product that partners get: a finished version, or several approved versions together, with the title, credits,
 * metadata and cover of the whole.
 */
export const ReleasedVersion = FinishedVersion.extend({
  /** In order. Absent: the version is the only recording. */
  recordings: z
    .array(FinishedVersion.extend({ trackId: TrackId, ...recordingPlace }))
    .min(1)
    .max(MAX_RECORDINGS)
    .optional(),
});

export type ReleasedVersion = z.infer<typeof ReleasedVersion>;

/** One of several recordings of a release. */
export type ReleasedRecording = NonNullable<ReleasedVersion['recordings']>[number];

/** The recordings of a release, in order. */
export const recordingsOf = (version: ReleasedVersion): readonly FinishedVersion[] =>
  version.recordings ?? [version];

/** The files of a release that its partners get: the audio of each recording, and one cover. */
export const deliveredFiles = (version: ReleasedVersion): AssetRef[] => [
  ...version.files.filter(({ kind }) => kind === 'delivery-flac' || kind === 'cover'),
  ...(version.recordings ?? []).flatMap(({ files }) =>
    files.filter(({ kind }) => kind === 'delivery-flac'),
  ),
];

export const VersionNumber = z.number().int().positive();

/** A version that a review is, or was, about. */
export const ReviewedVersion = z.object({ version: VersionNumber, versionSha256: Sha256 });

export type ReviewedVersion = z.infer<typeof ReviewedVersion>;
