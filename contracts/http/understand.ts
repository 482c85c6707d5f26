import { z } from 'zod';
import { Intent } from '../values/brief.ts';
import { Understanding } from '../values/understanding.ts';
import { RequestedBrief } from './requested-brief.ts';

/** The body of `POST /v1/briefs/understand`: a brief without materials. */
export const UnderstandRequest = RequestedBrief.omit({
  motif: true,
  audioLoop: true,
  soundFontParts: true,
  preview: true,
  title: true,
}).extend({
  /** True: a text with a wish that cannot be met is refused. */
  strict: z.boolean().default(false),
});

export type UnderstandRequest = z.infer<typeof UnderstandRequest>;

export const BriefUnderstanding = z
  .object({ intent: Intent, understanding: Understanding })
  .meta({ id: 'BriefUnderstanding' });

export type BriefUnderstanding = z.infer<typeof BriefUnderstanding>;
