import type { AudioFinding, SketchFigures } from '@fermata/contracts/values';

const SILENT_LUFS = -60;
const MAX_SILENT_SHARE = 0.9;
const SHORTEST_SECONDS = 1;

/**
 * Findings that disqualify a candidate's sketch. Loudness and tone are left to its rating, because a
 * sketch is only for auditioning.
 */
export function judgeSketch({
  durationSeconds,
  integratedLufs,
  silentShare,
}: SketchFigures): AudioFinding[] {
  const findings: AudioFinding[] = [];
  if (durationSeconds < SHORTEST_SECONDS)
    findings.push({
      severity: 'hard',
      code: 'too-short',
      text: `It lasts ${durationSeconds.toFixed(2)} s.`,
    });
  if (integratedLufs <= SILENT_LUFS || silentShare >= 1)
    findings.push({ severity: 'hard', code: 'silent', text: 'It is silent throughout.' });
  else if (silentShare > MAX_SILENT_SHARE)
    findings.push({
      severity: 'hard',
      code: 'silence-inside',
      text: `It is silent for ${Math.round(100 * silentShare)} % of its length.`,
    });
  return findings;
}
