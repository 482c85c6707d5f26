import type { Row } from '../../styles/style-notes.ts';

/** A mark of a row: where it falls in its bar and how long it is held, in beats. `held`: somebody wrote its length with `-`. */
export interface RowHit {
  readonly beat: number;
  readonly beats: number;
  readonly held: boolean;
  readonly mark: string;
  readonly triplet: boolean;
}

/** The bars of a row. A hold may go on over the bar line; it belongs to the bar where it began. */
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
