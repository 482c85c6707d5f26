/**
 * The extent of a benchmark. `quick`: a single small run that shows that it works; its figures are
 * meaningless.
 */
export interface BenchOptions {
  readonly quick: boolean;
  readonly tracks: number;
  /** Pipeline: the number of tracks ordered at once; if undefined, single tracks are measured. */
  readonly ordered: number | undefined;
  readonly log: (line: string) => void;
}
