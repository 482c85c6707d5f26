import type { AudioFinding, AudioReport } from '@fermata/contracts/values';
import { hard, percent, soft } from './finding.ts';
import type { AudioExpectations } from './judge-audio.ts';

const MAX_DC_OFFSET = 0.01;

/** A DC offset, and clipping, which the master may not have. */
export function judgeLevel(
  { dcOffset, clippedRuns }: Pick<AudioReport, 'dcOffset' | 'clippedRuns'>,
  kind: AudioExpectations['kind'],
): AudioFinding[] {
  const findings: AudioFinding[] = [];
  if (dcOffset > MAX_DC_OFFSET)
    findings.push(
      hard(
        'dc-offset',
        `It has a DC offset of ${percent(dcOffset)} of full scale; the limit is ${percent(MAX_DC_OFFSET)}.`,
      ),
    );
  if (clippedRuns > 0)
    findings.push(
      (kind === 'master' ? hard : soft)(
        'clipping',
        `It clips at full scale in ${clippedRuns} place${clippedRuns === 1 ? '' : 's'}.`,
      ),
    );
  return findings;
}
