import { cleanText, type UnderstoodWish, type WishOutcome } from '@fermata/contracts/values';

/** What became of one meaning of a wish. */
export type Explanation = Omit<UnderstoodWish, 'quote'>;

const explanation =
  (outcome: WishOutcome) =>
  (field: string, value: string | number | null, reason: string): Explanation => ({
    field,
    value: value === null ? null : cleanText(String(value), 120),
    outcome,
    reason: cleanText(reason, 300),
  });

export const honoured = explanation('honoured');
export const approximated = explanation('approximated');
export const impossible = explanation('impossible');
export const ignored = explanation('ignored');
