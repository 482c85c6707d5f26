import { z } from 'zod';

/**
 * `honoured`: the music follows the wish. `approximated`: as nearly as it can. `impossible`: understood, but nothing
 * follows it. `ignored`: not understood, or without a meaning for the music.
 */
export const WISH_OUTCOMES = ['honoured', 'approximated', 'impossible', 'ignored'] as const;

export const WishOutcome = z.enum(WISH_OUTCOMES);

export type WishOutcome = z.infer<typeof WishOutcome>;

/** A list longer than this ends with one entry for the rest of the text. */
export const MAX_WISHES = 60;

/** A wish of a text: a part of the text (`quote`), the field of the intent and the value that it gets. */
export const UnderstoodWish = z.object({
  quote: z.string().min(1).max(4000),
  /** A field of the intent, or a word for a wish without one: `vocals`, `person`, `words`. */
  field: z.string().max(40),
  /** As text, for people; null without a value. */
  value: z.string().max(120).nullable(),
  outcome: WishOutcome,
  reason: z.string().min(1).max(300),
});

export type UnderstoodWish = z.infer<typeof UnderstoodWish>;

/** Every wish of a text, in its order. */
export const Understanding = z.array(UnderstoodWish).max(MAX_WISHES);

export type Understanding = z.infer<typeof Understanding>;

/** The wishes that the music does not follow at all. */
export const unmetWishes = (understanding: Understanding): Understanding =>
  understanding.filter(({ outcome }) => outcome === 'impossible' || outcome === 'ignored');
