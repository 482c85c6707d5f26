import type { AudioFinding, AudioReport, Style } from '@fermata/contracts/values';
import { isWithin, type StyleBand } from '../styles/style-band.ts';
import { percent, soft } from './finding.ts';

/** Loudness range is meaningless for shorter music (Tech 3342). */
const RANGE_FROM_SECONDS = 60;

/** The spectrum and the dynamics of a whole piece, against those of its style. */
export function judgeBand(report: AudioReport, band: StyleBand, style: Style): AudioFinding[] {
  const findings: AudioFinding[] = [];
  if (!isWithin(report.centroidHz, band.centroidHz))
    findings.push(
      soft(
        report.centroidHz < band.centroidHz[0] ? 'dull' : 'bright',
        `Its spectral centroid is ${report.centroidHz} Hz; ${style} has ${band.centroidHz.join(' to ')} Hz.`,
      ),
    );
  for (const name of ['sub', 'low', 'mid', 'high', 'air'] as const) {
    if (!isWithin(report.bands[name], band[name]))
      findings.push(
        soft(
          `band-${name}`,
          `The band "${name}" has ${percent(report.bands[name])} of the power; ` +
            `${style} has ${band[name].map(percent).join(' to ')}.`,
        ),
      );
  }
  if (
    report.durationSeconds >= RANGE_FROM_SECONDS &&
    !isWithin(report.loudnessRangeLu, band.loudnessRangeLu)
  )
    findings.push(
      soft(
        'range-odd',
        `Its loudness range is ${report.loudnessRangeLu.toFixed(1)} LU; ${style} has ` +
          `${band.loudnessRangeLu.join(' to ')}.`,
      ),
    );
  return findings;
}
