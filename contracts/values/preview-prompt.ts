import { z } from 'zod';
import { Brief } from './brief.ts';
import { DurationSeconds, Key, Mood, PartName, Seed, Style, TempoBpm } from './music.ts';
import { plainText } from './plain-text.ts';
import { Take } from './take.ts';

export const promptFields = {
  text: plainText(2000).optional(),
  style: Style.optional(),
  mood: Mood.optional(),
  tempoBpm: TempoBpm.optional(),
  key: Key.optional(),
  energy: z.number().min(0).max(1).optional(),
  seed: Seed.optional(),
  withoutParts: Brief.shape.withoutParts,
  /** Seconds of the track that the preview may become; the preview itself has 8. */
  durationSeconds: DurationSeconds.optional(),
} as const;

/** The wishes for a preview. */
export const PreviewWishes = z.strictObject(promptFields);

export type PreviewWishes = z.infer<typeof PreviewWishes>;

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

/** One change; `part` gets other notes. */
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

/** The complete input of a preview: equal prompts give equal previews. */
export const PreviewPrompt = z.strictObject({
  ...promptFields,
  seed: Seed,
  takes: z.array(Take).max(64).default([]),
});

export type PreviewPrompt = z.infer<typeof PreviewPrompt>;

/** `value` 1: exactly as requested. `differs`: the differences in words. */
export const Nearness = z.object({ value: z.number().min(0).max(1), differs: z.array(z.string()) });

export type Nearness = z.infer<typeof Nearness>;
