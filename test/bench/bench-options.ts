import type { BenchServices } from './bench-services.ts';

/**
 * The extent of a benchmark. `quick`: a single small run that shows that it works; its figures are
 * meaningless.
 */
export interface BenchOptions {
  readonly quick: boolean;
  readonly tracks: number;
  /** Pipeline: the number of tracks requested at once; if undefined, single tracks are measured. */
  readonly requested: number | undefined;
  /** Its services are stopped when the benchmark ends or is interrupted. */
  readonly services: BenchServices;
  readonly log: (line: string) => void;
}
