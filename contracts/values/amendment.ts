import { z } from 'zod';
import { plainLine } from './plain-text.ts';
import { ReleaseMetadata, RequestedMetadata } from './release-metadata.ts';
import { Territories } from './territory.ts';

/** Of a release: 1 is the approved metadata, each amendment makes the next one. */
export const MetadataVersion = z.number().int().min(1).max(999_999);

/** The metadata that an amendment changes: everything that shops show, except codes, cover and AI disclosure. */
export const AmendableMetadata = z.strictObject({
  title: z.string(),
  credits: z.array(z.object({ name: z.string(), role: z.string() })),
  metadata: ReleaseMetadata,
  /** Absent: worldwide. */
  territories: Territories.optional(),
});

export type AmendableMetadata = z.infer<typeof AmendableMetadata>;

/** The fields that an amendment names. The others stay as they are. */
export const AmendmentChanges = RequestedMetadata.omit({ cover: true }).extend({
  title: plainLine(120).optional(),
  /** All territories of sale. */
  territories: Territories.optional(),
  /** Removed from the territories of sale. */
  withoutTerritories: Territories.optional(),
});

export type AmendmentChanges = z.infer<typeof AmendmentChanges>;

/** How many of the partners that sell the release show the amended metadata: all, some, none. */
export const AmendmentOutcome = z.enum(['shown', 'partly-shown', 'not-shown']);

export type AmendmentOutcome = z.infer<typeof AmendmentOutcome>;
