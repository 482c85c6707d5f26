/** Letters of notes, which musicians of all languages write, with their semitones above C. */
export const SEMITONES: ReadonlyMap<string, number> = new Map([
  ...([
    ['c', 0],
    ['d', 2],
    ['e', 4],
    ['f', 5],
    ['g', 7],
    ['a', 9],
    ['b', 11],
    ['h', 11],
  ] as const),
]);

/** `Bb`, `Am`, `Ebm`, `Cmaj`: a letter and its marks in one word. */
export const KEY_IN_ONE_WORD = /^([A-G])(b?)(m|min|maj)?$/u;

/** In `C#m`, behind the accidental. */
export const MINOR_MARK = 'm';
