import type { Row } from '../../styles/style-notes.ts';

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
 */
export function readRow(row: Row, beatsPerBar: number): readonly (readonly RowHit[])[] {
  let last:
    { beat: number; beats: number; held: boolean; mark: string; triplet: boolean } | undefined;
  return row.split('|').map((bar) => {
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
