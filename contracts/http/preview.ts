import { z } from 'zod';
import { ActorId, PreviewId, PreviewSessionId, Sha256 } from '../values/ids.ts';
import { Key, Mood, Seed, Style, TempoBpm } from '../values/music.ts';
import { PreviewPart, PreviewTimings } from '../values/preview-facts.ts';
import { Nearness, PreviewPrompt, Variation } from '../values/preview-prompt.ts';
import { Take } from '../values/take.ts';
import { Understanding } from '../values/understanding.ts';
import { DeadlineMs } from './preview-request.ts';

export const PREVIEW_MEDIA_TYPE = 'audio/wav';

/** When the API answers with the WAV, this header has its PreviewView as ASCII JSON. */
export const PREVIEW_VIEW_HEADER = 'fermata-preview';

/** `fresh`: made for this request. `cached`: made for an equal request. `fallback`: a similar earlier preview. */
export const PreviewSource = z.enum(['fresh', 'cached', 'fallback']);

export type PreviewSource = z.infer<typeof PreviewSource>;

export const PreviewView = z
  .object({
    previewId: PreviewId,
    sessionId: PreviewSessionId,
    source: PreviewSource,
    /** Why this preview was chosen, in a sentence. */
    reason: z.string(),
    nearness: Nearness,
    /** The request's deadline (`timings.total` is the actual time); null for a preview read by its id. */
    deadlineMs: DeadlineMs.nullable(),
    /** Plays in any WAV player; valid until `expiresAt`. */
    url: z.string(),
    expiresAt: z.iso.datetime(),
    mediaType: z.literal(PREVIEW_MEDIA_TYPE),
    bytes: z.number().int(),
    sha256: Sha256,
    durationSeconds: z.number(),
    sampleRate: z.number().int(),
    style: Style,
    mood: Mood,
    tempoBpm: TempoBpm,
    key: Key,
    energy: z.number(),
    seed: Seed,
    takes: z.array(Take),
    recipeId: Sha256,
    /** How each part was made for this answer. */
    parts: z.array(PreviewPart),
    timings: PreviewTimings,
    notes: z.array(z.string()),
    /** Every wish of the text and its outcome. Beside a WAV: only wishes that are not met. */
    understanding: Understanding,
  })
  .meta({ id: 'Preview' });

export type PreviewView = z.infer<typeof PreviewView>;

/** One entry of a session: a request with its answer, or a choice. */
export const PreviewEntry = z
  .object({
    at: z.iso.datetime(),
    actor: ActorId,
    kind: z.enum(['requested', 'varied', 'selected', 'track-created']),
    previewId: PreviewId,
    prompt: PreviewPrompt.nullable(),
    variation: Variation.nullable(),
    from: PreviewId.nullable(),
    source: PreviewSource.nullable(),
    trackId: z.string().nullable(),
  })
  .meta({ id: 'PreviewEntry' });

export type PreviewEntry = z.infer<typeof PreviewEntry>;

export const PreviewSession = z
  .object({
    sessionId: PreviewSessionId,
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    /** The session keeps its newest entries, up to this many. */
    maxEntries: z.number().int(),
    entries: z.array(PreviewEntry),
  })
  .meta({ id: 'PreviewSession' });

export type PreviewSession = z.infer<typeof PreviewSession>;
