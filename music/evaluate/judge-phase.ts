import type { AudioFinding } from '@fermata/contracts/values';
import { hard, soft } from './finding.ts';
import type { AudioExpectations } from './judge-audio.ts';

/** Correlations of left and right. */
export const PHASE = { hard: -0.5, soft: 0 } as const;

/** Channels that cancel each other; a single stem may, as it is one voice of many. */
export function judgePhase(correlation: number, kind: AudioExpectations['kind']): AudioFinding[] {
  if (correlation < PHASE.hard)
    return [
      (kind === 'stem' ? soft : hard)(
        'out-of-phase',
        'Left and right cancel each other (correlation ' +
          `${correlation.toFixed(2)}); in mono it almost vanishes.`,
      ),
    ];
  return correlation < PHASE.soft
    ? [
        soft(
          'phase-weak',
          `Left and right partly cancel each other (correlation ${correlation.toFixed(2)}).`,
        ),
      ]
    : [];
}
