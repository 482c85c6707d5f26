/** Where an onset is on the grid, and the length of the grid's step there, in beats. */
export interface GridPlace {
  readonly beat: number;
  readonly step: number;
}

/** Steps a beat: sixteenths, or triplets if a note is clearly nearer to one. */
const COARSE = { straight: 4, triplet: 3 } as const;
const TRIPLET_PREFERENCE = 0.6;
/** Steps a beat that are tried in turn: 32nds, sixteenth triplets, 64ths, 32nd triplets. */
const FINE = [8, 6, 16, 12] as const;
/** Onsets nearer than this are one chord: less than a 64th triplet. */
const CHORD_BEATS = 0.04;
/** A quantised onset is this near to its step: tick rounding at 48 ticks a beat. */
const EXACT_BEATS = 0.012;
/** A beat whose onsets are this far from the coarse grid may have shorter notes. */
const FAR_BEATS = { single: 0.1 - 1e-9, several: 0.07 } as const;
/** An onset this little before a beat belongs to it. */
const EARLY_BEATS = 0.03;

/**
 * Places onsets (0 or later, in beats) on sixteenths and triplets; a beat that has shorter notes gets
 * the coarsest finer grid that keeps them apart, down to 64ths. `merged`: onsets lost to another.
 */
export function placeOnGrid(onsets: Iterable<number>): {
  readonly places: ReadonlyMap<number, GridPlace>;
  readonly merged: number;
} {
  const sorted = [...new Set(onsets)].sort((a, b) => a - b);
  const places = new Map<number, GridPlace>();
  for (let from = 0; from < sorted.length;) {
    const beat = beatOf(sorted[from] ?? 0);
    let to = from + 1;
    while (to < sorted.length && beatOf(sorted[to] ?? 0) === beat) to += 1;
    const group = sorted.slice(from, to);
    placesInBeat(group).forEach((place, i) => places.set(group[i] ?? 0, place));
    from = to;
  }
  return {
    places,
    merged: countMerged(
      sorted,
      sorted.map((onset) => places.get(onset)?.beat),
    ),
  };
}

const beatOf = (onset: number): number => Math.floor(onset + EARLY_BEATS);

function placesInBeat(onsets: readonly number[]): GridPlace[] {
  const nearest = onsets.map(nearestCoarse);
  const step = nearest.every((beat) => Number.isInteger(beat * COARSE.straight))
    ? 1 / COARSE.straight
    : 1 / COARSE.triplet;
  const coarse = nearest.map((beat) => ({ beat, step }));
  const distinct = (places: readonly GridPlace[]): boolean =>
    countMerged(
      onsets,
      places.map(({ beat }) => beat),
    ) === 0;
  const worst = (places: readonly GridPlace[]): number =>
    Math.max(...places.map(({ beat }, i) => Math.abs(beat - (onsets[i] ?? 0))));
  const far = onsets.length >= 3 ? FAR_BEATS.several : FAR_BEATS.single;
  if (distinct(coarse) && worst(coarse) < far) return coarse;
  const fine = FINE.map((steps) =>
    onsets.map((onset) => ({
      beat: Math.max(0, Math.round(onset * steps) / steps),
      step: 1 / steps,
    })),
  );
  return (
    fine.find((places) => distinct(places) && worst(places) <= EXACT_BEATS) ??
    [coarse, ...fine].find(distinct) ??
    fine[2] ??
    coarse
  );
}

const countMerged = (onsets: readonly number[], beats: readonly (number | undefined)[]): number =>
  onsets.filter(
    (onset, i) => i > 0 && beats[i] === beats[i - 1] && onset - (onsets[i - 1] ?? 0) >= CHORD_BEATS,
  ).length;

function nearestCoarse(beat: number): number {
  const straight = Math.round(beat * COARSE.straight) / COARSE.straight;
  const triplet = Math.round(beat * COARSE.triplet) / COARSE.triplet;
  return round3(
    Math.max(
      0,
      Math.abs(beat - triplet) < TRIPLET_PREFERENCE * Math.abs(beat - straight) &&
        Math.abs(beat - straight) > 0.04
        ? triplet
        : straight,
    ),
  );
}

const round3 = (x: number): number => Math.round(x * 1000) / 1000;
