import { z } from 'zod';
import { Alternate } from './alternate.ts';
import { AssetRef } from './asset.ts';
import { AudioFigures } from './audio-report.ts';
import { canonicalSha256 } from './canonical.ts';
import { Isrc } from './identifiers.ts';
import { Sha256 } from './ids.ts';
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

/** A finished version as partners get it. */
export const ReleasedVersion = z.object({
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

export type ReleasedVersion = z.infer<typeof ReleasedVersion>;

export const VersionNumber = z.number().int().positive();
