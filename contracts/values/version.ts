import { z } from 'zod';
import { Alternate } from './alternate.ts';
import { AssetRef } from './asset.ts';
import { AudioFigures } from './audio-report.ts';
import { canonicalSha256 } from './canonical.ts';
import { Sha256 } from './ids.ts';
import { Territories } from './material.ts';

/** What a reviewer approves: what is heard, also of its alternates, how it was made, and what is said about it. */
export const versionSha256Of = (version: {
  alternates?: readonly { alternate: string; recipeId: string; pcmSha256: string }[];
  pcmSha256: string;
  recipeId: string;
  title: string;
  credits: readonly { name: string; role: string }[];
  aiDisclosure: string;
}): string => canonicalSha256(version);

/** An alternate of a version as it was made: by a recipe of its own, so that it can be proved alone. `files` are tagged with that recipe's id. */
export const MadeAlternate = z.object({
  alternate: Alternate,
  recipeId: Sha256,
  figures: AudioFigures,
  files: z.array(AssetRef),
});

export type MadeAlternate = z.infer<typeof MadeAlternate>;

/** How much of a track AI made, as it is said of it. */
export const AiDisclosure = z.enum(['all', 'partly', 'none']);

export type AiDisclosure = z.infer<typeof AiDisclosure>;

/** A finished version as partners get it: what it is called, what is heard, how it was made, and its files. */
export const ReleasedVersion = z.object({
  version: z.number().int().positive(),
  versionSha256: Sha256,
  title: z.string(),
  artist: z.string(),
  durationSeconds: z.number().positive(),
  pcmSha256: Sha256,
  recipeId: Sha256,
  aiDisclosure: AiDisclosure,
  credits: z.array(z.object({ name: z.string(), role: z.string() })),
  tags: z.array(z.string()),
  /** Where it may be sold; everywhere when absent. */
  territories: Territories.optional(),
  files: z.array(AssetRef),
});

export type ReleasedVersion = z.infer<typeof ReleasedVersion>;

export const VersionNumber = z.number().int().positive();
