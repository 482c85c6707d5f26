import type { GeneratedCandidate } from '@fermata/contracts/temporal';
import type { AudioFinding, Criterion } from '@fermata/contracts/values';

export type EvaluatedCandidate = GeneratedCandidate & {
  readonly evaluation: {
    readonly rating: number;
    readonly criteria: Criterion[];
    readonly findings: AudioFinding[];
  };
};
