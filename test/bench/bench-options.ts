/**
 * How much a benchmark does. `quick`: once, small, to see that it works; its figures mean nothing.
 */
export interface BenchOptions {
  readonly quick: boolean;
  readonly tracks: number;
  /** Pipeline: how many tracks are ordered at once; undefined measures single tracks. */
  readonly ordered: number | undefined;
  readonly log: (line: string) => void;
}
