/**
 * The gains in decibels at which recordings of these loudnesses (LUFS) are equally loud: the quietest one stays as it
 * is, so that no gain clips.
 */
export function matchingGains(loudnesses: readonly number[]): number[] {
  const quietest = Math.min(...loudnesses);
  // A hundredth of a decibel; `+ 0` makes the zero of the quietest one positive.
  return loudnesses.map((lufs) => Math.round(100 * (quietest - lufs)) / 100 + 0);
}
