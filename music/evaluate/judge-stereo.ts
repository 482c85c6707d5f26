import type { AudioFinding, AudioReport, Style } from '@fermata/contracts/values';
import { isWithin, type StyleBand } from '../styles/style-band.ts';
import { soft } from './finding.ts';
import { PHASE } from './judge-phase.ts';

const MAX_MONO_LOSS_LU = 1.5;
const WIDTH_BANDS = {
  low: 'Below 120 Hz',
  mid: 'Between 120 Hz and 2 kHz',
  high: 'Above 2 kHz',
} as const;

/** The width of a whole piece, and its loss on a mono loudspeaker. */
export function judgeStereo(
  { sideToMidDb, monoLossLu, lowestCorrelation }: NonNullable<AudioReport['stereo']>,
  usual: StyleBand['sideToMidDb'],
  style: Style,
): AudioFinding[] {
  const findings: AudioFinding[] = [];
  for (const name of ['low', 'mid', 'high'] as const) {
    const [level, range] = [sideToMidDb[name], usual[name]];
    if (isWithin(level, range)) continue;
    const isWide = level > range[1];
    findings.push(
      soft(
        `too-${isWide ? 'wide' : 'narrow'}-${name}`,
        `${WIDTH_BANDS[name]} it is too ${isWide ? 'wide' : 'narrow'}: the sides are at ` +
          `${level.toFixed(1)} dB against the middle; ${style} has ${range.join(' to ')} dB.`,
      ),
    );
  }
  if (monoLossLu > MAX_MONO_LOSS_LU)
    findings.push(
      soft(
        'mono-loss',
        `On a mono loudspeaker it is ${monoLossLu.toFixed(1)} LU softer; the limit is ${MAX_MONO_LOSS_LU}.`,
      ),
    );
  if (lowestCorrelation < PHASE.soft)
    findings.push(
      soft(
        'phase-passage',
        'For three seconds or longer, left and right partly cancel each other ' +
          `(correlation ${lowestCorrelation.toFixed(2)}).`,
      ),
    );
  return findings;
}
