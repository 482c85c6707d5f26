import { z } from 'zod';
import { ActorId } from '../values/ids.ts';
import { Mood } from '../values/music.ts';
import { PartnerRequestId } from '../values/partner-request.ts';
import { plainText } from '../values/plain-text.ts';
import { Stage } from '../values/stage.ts';
import { Day } from './costs.ts';
import { PageLimit } from './page.ts';
import { queryList } from './query-list.ts';
import { KeyText, StyleText } from './spelled-choices.ts';

/** A single tempo includes those within this share of it: a piece is fitted to its length. */
const TEMPO_TOLERANCE = 0.02;

/** `78`, or `70-90`. */
const TempoRange = z
  .string()
  .trim()
  .regex(
    /^\d{1,3}(\.\d{1,3})?(-\d{1,3}(\.\d{1,3})?)?$/,
    'must be a tempo such as 78, or a range such as 70-90',
  )
  .transform((text) => {
    const [from = 0, to] = text.split('-').map(Number);
    return to === undefined
      ? { min: from * (1 - TEMPO_TOLERANCE), max: from * (1 + TEMPO_TOLERANCE) }
      : { min: from, max: to };
  });

/** Tracks that meet all of these conditions. */
export const TrackQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: PageLimit,
  stage: Stage.optional(),
  style: StyleText.optional(),
  /** Words in any order, in the title, the brief, the style, mood, key, tempo and tags. */
  text: plainText(100).optional(),
  /** Each of these tags; repeated, or separated by commas. */
  tag: queryList(plainText(60)).optional(),
  mood: Mood.optional(),
  key: KeyText.optional(),
  tempo: TempoRange.optional(),
  /** The person who requested it, picked a candidate or decided in a review. */
  person: ActorId.optional(),
  /** The id of a partner's order. */
  order: PartnerRequestId.optional(),
  /** Days in UTC on which it was requested, both included. */
  from: Day.optional(),
  to: Day.optional(),
});

export type TrackQuery = z.infer<typeof TrackQuery>;
