import { z } from 'zod';
import { Use } from '../values/brief.ts';
import { Sha256, TrackId } from '../values/ids.ts';
import { Key, Mood, Style } from '../values/music.ts';
import { ReleaseMetadata } from '../values/release-metadata.ts';
import { Territories } from '../values/territory.ts';
import { AiDisclosure } from '../values/version.ts';
import { page } from './page.ts';
import { TrackQuery } from './track-query.ts';

/** Open tracks that meet all of these conditions. Briefs are not searched. */
export const OpenTrackQuery = TrackQuery.pick({
  cursor: true,
  limit: true,
  text: true,
  tag: true,
  style: true,
  mood: true,
  key: true,
  tempo: true,
});

export type OpenTrackQuery = z.infer<typeof OpenTrackQuery>;

/** A track that is open to a partner, without its brief, its people, its costs and its price. */
export const OpenTrackSummary = z
  .object({
    trackId: TrackId,
    /** Of the approved version. */
    versionSha256: Sha256,
    title: z.string(),
    artists: ReleaseMetadata.shape.artists,
    style: Style.nullable(),
    mood: Mood.nullable(),
    tempoBpm: z.number().nullable(),
    key: Key.nullable(),
    durationSeconds: z.number(),
    tags: z.array(z.string()),
    /** Where it may be sold (ISO 3166-1); null: worldwide. */
    territories: Territories.nullable(),
  })
  .meta({ id: 'OpenTrackSummary' });

export type OpenTrackSummary = z.infer<typeof OpenTrackSummary>;

export const OpenTrackPage = page(OpenTrackSummary).meta({ id: 'OpenTrackPage' });

export type OpenTrackPage = z.infer<typeof OpenTrackPage>;

export const OpenTrackView = OpenTrackSummary.extend({
  licence: z.object({
    /** The use for which it was made. */
    use: Use,
    /** How much of it generative AI has made. */
    aiDisclosure: AiDisclosure,
    explicit: z.boolean(),
    language: z.string(),
    pLine: z.string(),
    cLine: z.string(),
  }),
  /** `url` is presigned: anyone who has it can read until `expiresAt`. Null: the version has no MP3. */
  audio: z
    .object({
      url: z.url(),
      expiresAt: z.iso.datetime(),
      mediaType: z.string(),
      /** Whether it is a clip of 30 seconds, and not the whole track. */
      isClip: z.boolean(),
    })
    .nullable(),
}).meta({ id: 'OpenTrack' });

export type OpenTrackView = z.infer<typeof OpenTrackView>;
