/** How much a benchmark does. `quick`: once, small, to see that it works; its figures mean nothing. */
export interface BenchOptions {
  readonly quick: boolean;
  readonly tracks: number;
  readonly log: (line: string) => void;
}
