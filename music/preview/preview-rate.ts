/** Hz. Enough to hear and to judge by, at half the cost of the full rate. */
export const PREVIEW_RATE = 24_000;
