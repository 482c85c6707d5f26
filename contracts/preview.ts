import { z } from 'zod';
import { ActorId, PreviewId, PreviewSessionId, Sha256 } from './ids.ts';
import {
  Brief,
  DurationSeconds,
  Intent,
  Key,
  Mood,
  PartName,
  Seed,
  Style,
  Take,
  TempoBpm,
  Use,
} from './intent.ts';
import { Recipe } from './recipe.ts';
import { plainText } from './text.ts';
import { TrackFields, TrackRequest } from './workflow.ts';

/** Milliseconds from the arrival of a request to its answer. */
export const DEADLINE_MS = { min: 50, max: 5000, usual: 500 } as const;
const DeadlineMs = z
  .number()
  .int()
  .min(DEADLINE_MS.min, `must be at least ${DEADLINE_MS.min} ms`)
  .max(DEADLINE_MS.max, `must be at most ${DEADLINE_MS.max} ms`);

const promptFields = {
  text: plainText(2000).optional(),
  style: Style.optional(),
  mood: Mood.optional(),
  tempoBpm: TempoBpm.optional(),
  key: Key.optional(),
  energy: z.number().min(0).max(1).optional(),
  seed: Seed.optional(),
  withoutParts: Brief.shape.withoutParts,
  /** Seconds of the track that the preview may become; the preview itself has 8. */
  durationSeconds: DurationSeconds.default(30),
} as const;
const requestFields = {
  sessionId: PreviewSessionId.optional(),
  deadlineMs: DeadlineMs.default(DEADLINE_MS.usual),
  /** False: rather a 503 with Retry-After than an earlier preview. */
  fallback: z.boolean().default(true),
} as const;

const hasTextOrStyle = ({
  text,
  style,
}: {
  text?: string | undefined;
  style?: string | undefined;
}): boolean => text !== undefined || style !== undefined;
/** What somebody wants to hear: a text, a style, or both. */
export const PreviewRequest = z
  .strictObject({ ...promptFields, ...requestFields })
  .refine(hasTextOrStyle, {
    path: ['text'],
    message: 'say what you want to hear: text or style, or both',
  });
export type PreviewRequest = z.infer<typeof PreviewRequest>;

export const VARIATIONS = [
  'style',
  'mood',
  'tempoBpm',
  'key',
  'energy',
  'seed',
  'withoutParts',
  'part',
] as const;
/** One thing that is to be other; `part` is played anew, with other notes. */
export const Variation = z.strictObject({
  style: promptFields.style,
  mood: promptFields.mood,
  tempoBpm: promptFields.tempoBpm,
  key: promptFields.key,
  energy: promptFields.energy,
  seed: promptFields.seed,
  withoutParts: promptFields.withoutParts,
  part: PartName.optional(),
});
export type Variation = z.infer<typeof Variation>;
export const VariationRequest = Variation.extend(requestFields).refine(
  (request) => VARIATIONS.filter((name) => request[name] !== undefined).length === 1,
  `change exactly one of ${VARIATIONS.join(', ')}`,
);
export type VariationRequest = z.infer<typeof VariationRequest>;

/** What a preview is made from, all chosen: the same prompt is the same preview. */
export const PreviewPrompt = z.strictObject({
  ...promptFields,
  seed: Seed,
  takes: z.array(Take).max(64).default([]),
});
export type PreviewPrompt = z.infer<typeof PreviewPrompt>;

/** How a part came to be: its samples were at hand, or rendered in so many milliseconds of a thread. */
export const PreviewPart = z.object({
  part: PartName,
  made: z.enum(['cached', 'rendered']),
  milliseconds: z.number(),
});
export type PreviewPart = z.infer<typeof PreviewPart>;
/** Milliseconds. `waited`: before the first step began; `rendered`: all parts, side by side. */
export const PreviewTimings = z.object({
  waited: z.number(),
  composed: z.number(),
  rendered: z.number(),
  mixed: z.number(),
  total: z.number(),
});
export type PreviewTimings = z.infer<typeof PreviewTimings>;

/** What the preview service says of a preview that it made; the WAV follows it. */
export const PreviewFacts = z.object({
  engineSha256: Sha256,
  recipeId: Sha256,
  recipe: Recipe,
  intent: Intent,
  sha256: Sha256,
  durationSeconds: z.number(),
  sampleRate: z.number().int(),
  figures: z.object({
    durationSeconds: z.number(),
    integratedLufs: z.number(),
    peakDbfs: z.number(),
  }),
  parts: z.array(PreviewPart),
  timings: PreviewTimings,
});
export type PreviewFacts = z.infer<typeof PreviewFacts>;
/** What the API asks of the preview service. */
export const PreviewServiceRequest = z.strictObject({
  prompt: PreviewPrompt,
  deadlineMs: z.number().positive().max(DEADLINE_MS.max),
});
export type PreviewServiceRequest = z.infer<typeof PreviewServiceRequest>;
/** Why the preview service makes none. `intent`: what was understood, where it came that far. */
export const PreviewRefusal = z.object({
  reason: z.enum(['overloaded', 'deadline', 'failed', 'invalid']),
  detail: z.string(),
  retryAfterMs: z.number().min(0),
  intent: Intent.optional(),
});
export type PreviewRefusal = z.infer<typeof PreviewRefusal>;
/** One preview for each style, made when the service starts: what is heard when nothing else is there. */
export const DefaultPreviewsStatus = z.object({
  engineSha256: Sha256,
  ready: z.boolean(),
  styles: z.array(Style),
});
export type DefaultPreviewsStatus = z.infer<typeof DefaultPreviewsStatus>;

export const PREVIEW_MEDIA_TYPE = 'audio/wav';
/** Where the API answers the WAV itself, this header has its PreviewView, as JSON in ASCII. */
export const PREVIEW_VIEW_HEADER = 'fermata-preview';
/** Length in bytes of the JSON that stands before the WAV in an answer of the preview service. */
export const PREVIEW_FACTS_HEADER = 'fermata-facts-bytes';

/** `fresh`: made for this request. `cached`: the same was asked for before. `fallback`: an earlier one that comes near. */
export const PreviewSource = z.enum(['fresh', 'cached', 'fallback']);
export type PreviewSource = z.infer<typeof PreviewSource>;
/** 1 is what was asked for; `differs` names in words what is not. */
export const Nearness = z.object({ value: z.number().min(0).max(1), differs: z.array(z.string()) });
export type Nearness = z.infer<typeof Nearness>;

export const PreviewView = z
  .object({
    previewId: PreviewId,
    sessionId: PreviewSessionId,
    source: PreviewSource,
    /** Why it is this one, in a sentence. */
    why: z.string(),
    nearness: Nearness,
    /** Within which it had to be answered (`timings.total` says when it was); null where it was asked for by its id. */
    deadlineMs: DeadlineMs.nullable(),
    /** Plays at once, in whatever plays WAV; good until `expiresAt`. */
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
    /** How each part came to be for this answer. */
    parts: z.array(PreviewPart),
    timings: PreviewTimings,
    notes: z.array(z.string()),
  })
  .meta({ id: 'Preview' });
export type PreviewView = z.infer<typeof PreviewView>;

/** One line of a session: what was asked, what came, what somebody chose. */
export const PreviewEntry = z
  .object({
    at: z.iso.datetime(),
    actor: ActorId,
    kind: z.enum(['asked', 'varied', 'kept', 'made-track']),
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
    most: z.number().int(),
    entries: z.array(PreviewEntry),
  })
  .meta({ id: 'PreviewSession' });
export type PreviewSession = z.infer<typeof PreviewSession>;
export const SelectPreviewRequest = z.strictObject({ sessionId: PreviewSessionId.optional() });

/** What `POST /v1/tracks` takes: a brief, or a preview that is to become a track (its length, use and title may be chosen anew). */
export const CreateTrackRequest = z
  .strictObject({
    ...TrackFields.shape,
    brief: Brief.optional(),
    previewId: PreviewId.optional(),
    durationSeconds: DurationSeconds.optional(),
    use: Use.optional(),
    title: plainText(120).optional(),
  })
  .superRefine(({ brief, previewId, durationSeconds, use, title, ...rest }, context) => {
    const wrong = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (previewId !== undefined)
      return brief
        ? wrong('previewId', 'a brief and a preview exclude each other: the preview has its own')
        : undefined;
    for (const [field, value] of Object.entries({ durationSeconds, use, title }))
      if (value !== undefined)
        wrong(field, 'belongs into the brief; beside it only with a previewId');
    if (!brief) return wrong('brief', 'say what you want: a brief, or the previewId of a preview');
    // Only a preview that was looked up may stand in a track's lineage.
    if (brief.preview)
      return wrong(
        'brief',
        'a brief cannot say itself that it comes from a preview: name it as previewId, without a brief',
      );
    for (const { path, message } of TrackRequest.safeParse({ ...rest, brief }).error?.issues ?? [])
      context.addIssue({ code: 'custom', path, message });
  });
export type CreateTrackRequest = z.infer<typeof CreateTrackRequest>;
