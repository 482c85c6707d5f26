import { z } from 'zod';
import { Use } from '../values/brief.ts';
import { ReleaseId } from '../values/ids.ts';
import { ReleaseMetadata } from '../values/release-metadata.ts';
import { Territories } from '../values/territory.ts';
import { AiDisclosure, recordingPlace } from '../values/version.ts';
import { OpenTrackView } from './open-track.ts';
import { page, PageLimit } from './page.ts';

export const OpenReleaseQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: PageLimit,
});

export type OpenReleaseQuery = z.infer<typeof OpenReleaseQuery>;

const OpenRecording = z.object({
  ...recordingPlace,
  title: z.string(),
  artists: ReleaseMetadata.shape.artists,
  durationSeconds: z.number(),
});

/** A release of approved versions that waits and is open to a partner, without its people and its price. */
export const OpenReleaseSummary = z
  .object({
    releaseId: ReleaseId,
    title: z.string(),
    artists: ReleaseMetadata.shape.artists,
    durationSeconds: z.number(),
    tags: z.array(z.string()),
    /** Where it may be sold (ISO 3166-1); null: worldwide. */
    territories: Territories.nullable(),
    /** Its date, if it starts without a request; null: it only waits for one. */
    publishesAt: z.iso.datetime().nullable(),
    /** In order. */
    recordings: z.array(OpenRecording),
  })
  .meta({ id: 'OpenReleaseSummary' });

export type OpenReleaseSummary = z.infer<typeof OpenReleaseSummary>;

export const OpenReleasePage = page(OpenReleaseSummary).meta({ id: 'OpenReleasePage' });

export type OpenReleasePage = z.infer<typeof OpenReleasePage>;

export const OpenReleaseView = OpenReleaseSummary.extend({
  licence: z.object({
    /** How much of it generative AI has made. */
    aiDisclosure: AiDisclosure,
    explicit: z.boolean(),
    language: z.string(),
    pLine: z.string(),
    cLine: z.string(),
  }),
  recordings: z.array(
    OpenRecording.extend({
      /** The use for which it was made. */
      use: Use,
      audio: OpenTrackView.shape.audio,
    }),
  ),
}).meta({ id: 'OpenRelease' });

export type OpenReleaseView = z.infer<typeof OpenReleaseView>;
