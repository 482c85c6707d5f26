import type { AudioFinding, AudioReport, MasterGoal } from '@fermata/contracts/values';
import { hard, soft } from './finding.ts';

const LOUDNESS_TOLERANCE_LU = { hard: 1, soft: 0.3 } as const;

/** The peak and the loudness of a master, against the goal of its recipe. */
export function judgeGoal(
  { truePeakDbtp, integratedLufs }: Pick<AudioReport, 'truePeakDbtp' | 'integratedLufs'>,
  { targetLufs, ceilingDbtp }: MasterGoal,
): AudioFinding[] {
  const findings: AudioFinding[] = [];
  const miss = Math.abs(integratedLufs - targetLufs);
  if (truePeakDbtp > ceilingDbtp)
    findings.push(
      hard(
        'peak-over',
        `Its true peak is ${truePeakDbtp.toFixed(2)} dBTP; the limit is ${ceilingDbtp}.`,
      ),
    );
  if (miss > LOUDNESS_TOLERANCE_LU.soft)
    findings.push(
      (miss > LOUDNESS_TOLERANCE_LU.hard ? hard : soft)(
        'loudness-off',
        `It is at ${integratedLufs.toFixed(1)} LUFS, ${miss.toFixed(1)} LU from the target ${targetLufs}.`,
      ),
    );
  return findings;
}
