import { z } from 'zod';
import { PreviewSessionId } from '../values/ids.ts';
import { promptFields, Variation, VARIATIONS } from '../values/preview-prompt.ts';
import { RequestedKey, RequestedStyle } from './spelled-choices.ts';

/** Milliseconds from the arrival of a request to its answer. */
export const DEADLINE_MS = { min: 50, max: 5000, usual: 500 } as const;

export const DeadlineMs = z
  .number()
  .int()
  .min(DEADLINE_MS.min, `must be at least ${DEADLINE_MS.min} ms`)
  .max(DEADLINE_MS.max, `must be at most ${DEADLINE_MS.max} ms`);

const requestFields = {
  key: RequestedKey.optional(),
  style: RequestedStyle.optional(),
  sessionId: PreviewSessionId.optional(),
  deadlineMs: DeadlineMs.default(DEADLINE_MS.usual),
  /** False: answer 503 with Retry-After instead of an earlier preview. */
  fallback: z.boolean().default(true),
} as const;

const hasTextOrStyle = ({
  text,
  style,
}: {
  text?: string | undefined;
  style?: string | undefined;
}): boolean => text !== undefined || style !== undefined;

/** A text, a style, or both. `strict`: a text with a wish that cannot be met is refused. */
export const PreviewRequest = z
  .strictObject({ ...promptFields, ...requestFields, strict: z.boolean().default(false) })
  .refine(hasTextOrStyle, {
    path: ['text'],
    message: 'a preview needs a text, a style, or both',
  });

export type PreviewRequest = z.infer<typeof PreviewRequest>;

export const VariationRequest = Variation.extend(requestFields).refine(
  (request) => VARIATIONS.filter((name) => request[name] !== undefined).length === 1,
  `change exactly one of ${VARIATIONS.join(', ')}`,
);

export type VariationRequest = z.infer<typeof VariationRequest>;

export const SelectRequest = z.strictObject({ sessionId: PreviewSessionId.optional() });
