/** The pause after the given attempt (from 1): `minMs`, doubled each time, at most `maxMs`. */
export const growingPauseMs = (attempt: number, minMs: number, maxMs: number): number =>
  Math.min(maxMs, minMs * 2 ** (attempt - 1));
