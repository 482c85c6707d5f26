/** Hz. Enough to judge a candidate, at half the cost of the full rate. */
export const PREVIEW_RATE = 24_000;
