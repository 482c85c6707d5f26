import type { z } from 'zod';
import { IsrcRange, UpcRange } from './identifiers.ts';
import { MetadataDefaults } from './release-metadata.ts';
import { Territories } from './territory.ts';

/** The defaults of a project's releases, and the ranges of their identifiers. */
export const ProjectProfile = MetadataDefaults.extend({
  /** Territories of sale for tracks that name none; absent: worldwide. */
  territories: Territories.optional(),
  isrc: IsrcRange.optional(),
  upc: UpcRange.optional(),
});

export type ProjectProfile = z.infer<typeof ProjectProfile>;
