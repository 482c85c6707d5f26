import { z } from 'zod';
import { EVENT_DATA } from '@fermata/contracts/events';
import { defineProjection, type RowOf } from '../projection/projection.ts';

/** Versions of tracks. Each event about a version adds its data to the document. */
export const versionTable = defineProjection('version', ['trackId', 'version'], {
  trackId: z.string(),
  version: z.number(),
  projectId: z.string(),
  recipeId: z.string().nullable(),
  title: z.string().nullable(),
  document: z
    .object({
      ...EVENT_DATA['intent.interpreted'].shape,
      ...EVENT_DATA['stems.rendered'].shape,
      mix: EVENT_DATA['mix.made'].omit({ version: true }),
      master: EVENT_DATA['master.made'].omit({ version: true }),
      ...EVENT_DATA['audio.judged'].shape,
      ...EVENT_DATA['alternates.made'].shape,
      ...EVENT_DATA['track.enriched'].omit({ title: true }).shape,
      ...EVENT_DATA['version.completed'].omit({ title: true, recipeId: true }).shape,
      policy: EVENT_DATA['policy.decided'].shape.decision,
    })
    .omit({ version: true })
    .partial(),
});
export type VersionRow = RowOf<typeof versionTable>;
