import type { Row } from '../../styles/style-notes.ts';

/** Steps of a beat: eighths, triplets, sixteenths, sixteenth triplets. */
const STEPS_PER_BEAT = [2, 3, 4, 6];
const BEATS_OF_FOUR_FOUR = 4;

/**
 * A mark of a row: its start and length in beats of the bar. `held`: its length is notated with
 * `-`.
 */
export interface RowHit {
  readonly beat: number;
  readonly beats: number;
  readonly held: boolean;
  readonly mark: string;
  readonly triplet: boolean;
}

/**
 * Reads the bars of a row. A hold may cross the bar line; it belongs to the bar in which it starts.
 * A bar that does not divide the metre's beats is one of 4/4, cut or held on to the metre's length.
 */
export function readRow(row: Row, beatsPerBar: number): readonly (readonly RowHit[])[] {
  let last:
    { beat: number; beats: number; held: boolean; mark: string; triplet: boolean } | undefined;
  return row.split('|').map((written) => {
    const bar = fitBar(written, beatsPerBar);
    const size = beatsPerBar / bar.length;
    const triplet = (bar.length / beatsPerBar) % 3 === 0;
    const hits: RowHit[] = [];
    [...bar].forEach((mark, step) => {
      if (mark === '-') {
        if (last) {
          last.beats += size;
          last.held = true;
        }
      } else if (mark === '.') last = undefined;
      else hits.push((last = { beat: step * size, beats: size, held: false, mark, triplet }));
    });
    return hits;
  });
}

function fitBar(bar: string, beatsPerBar: number): string {
  if (STEPS_PER_BEAT.includes(bar.length / beatsPerBar)) return bar;
  const steps = (bar.length / BEATS_OF_FOUR_FOUR) * beatsPerBar;
  if (!Number.isInteger(steps)) return bar;
  return bar.slice(0, steps).padEnd(steps, bar.endsWith('.') ? '.' : '-');
}
