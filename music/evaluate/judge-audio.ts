import type { AudioFinding, AudioReport, MasterGoal, Style } from '@fermata/contracts/values';
import { DEFAULT_BAND, type Range, type StyleBand } from '../styles/style-band.ts';
import { STYLE_RECOGNITIONS } from '../styles/style-recognitions.ts';

/** The facts with which audio is compared. */
export interface AudioExpectations {
  readonly kind: 'stem' | 'mix' | 'master';
  readonly durationSeconds: number;
  readonly style: Style;
  /** For a master: the goal of its recipe. */
  readonly goal?: MasterGoal;
  /** For a mix or master: the largest difference between the mix and the sum of its stems. */
  readonly stemSumDeviationDbfs?: number;
}

const SILENT_LUFS = -70;
const MAX_PAUSE_SECONDS = 3;
const MAX_EDGE_SILENCE_SECONDS = { head: 0.5, tail: 3 } as const;
const DURATION_TOLERANCE_SECONDS = 0.05;
const LOUDNESS_TOLERANCE_LU = { hard: 1, soft: 0.3 } as const;
const MAX_DC_OFFSET = 0.01;
const PHASE = { hard: -0.5, soft: 0 } as const;
const MAX_MONO_LOSS_LU = 1.5;
const WIDTH_BANDS = {
  low: 'Below 120 Hz',
  mid: 'Between 120 Hz and 2 kHz',
  high: 'Above 2 kHz',
} as const;
const MAX_STEM_DEVIATION_DBFS = -60;
/** Loudness range is meaningless for shorter music (Tech 3342). */
const RANGE_FROM_SECONDS = 60;

const within = (value: number, [from, to]: Range): boolean => value >= from && value <= to;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/**
 * Findings about measured audio, in words. `hard` stops a track before review, `soft` is shown to
 * the reviewer. A stem, as one voice of many, may pause for long, be quieter than any goal and lie
 * anywhere in the spectrum.
 */
export function judgeAudio(report: AudioReport, against: AudioExpectations): AudioFinding[] {
  const findings: AudioFinding[] = [];
  const hard = (code: string, text: string): void =>
    void findings.push({ severity: 'hard', code, text });
  const soft = (code: string, text: string): void =>
    void findings.push({ severity: 'soft', code, text });
  const isWholePiece = against.kind !== 'stem';
  const either = isWholePiece ? hard : soft;

  const off = report.durationSeconds - against.durationSeconds;
  if (Math.abs(off) > DURATION_TOLERANCE_SECONDS)
    hard(
      'duration-off',
      `It lasts ${report.durationSeconds.toFixed(2)} s; ${against.durationSeconds.toFixed(2)} s were requested.`,
    );
  if (report.integratedLufs <= SILENT_LUFS && report.momentaryMaxLufs <= SILENT_LUFS) {
    either('silent', 'It is silent throughout.');
    return findings;
  }
  if (report.dcOffset > MAX_DC_OFFSET)
    hard(
      'dc-offset',
      `It has a DC offset of ${percent(report.dcOffset)} of full scale; the limit is ${percent(MAX_DC_OFFSET)}.`,
    );
  if (report.clippedRuns > 0)
    (against.kind === 'master' ? hard : soft)(
      'clipping',
      `It clips at full scale in ${report.clippedRuns} place${report.clippedRuns === 1 ? '' : 's'}.`,
    );
  if (report.phaseCorrelation < PHASE.hard)
    either(
      'out-of-phase',
      'Left and right cancel each other (correlation ' +
        `${report.phaseCorrelation.toFixed(2)}); in mono it almost vanishes.`,
    );
  else if (report.phaseCorrelation < PHASE.soft)
    soft(
      'phase-weak',
      `Left and right partly cancel each other (correlation ${report.phaseCorrelation.toFixed(2)}).`,
    );
  if (
    isWholePiece &&
    against.stemSumDeviationDbfs !== undefined &&
    against.stemSumDeviationDbfs > MAX_STEM_DEVIATION_DBFS
  )
    hard(
      'stems-do-not-sum',
      'The mix differs from the sum of its stems by ' +
        `${against.stemSumDeviationDbfs.toFixed(1)} dBFS; the limit is ` +
        `${MAX_STEM_DEVIATION_DBFS}.`,
    );
  if (against.kind === 'stem') return findings;

  for (const { second, seconds } of report.silence.inside)
    if (seconds > MAX_PAUSE_SECONDS)
      hard(
        'silence-inside',
        `It is silent for ${seconds.toFixed(1)} s from ${second.toFixed(1)} s on; the limit is ${MAX_PAUSE_SECONDS} s.`,
      );
  if (report.silence.headSeconds > MAX_EDGE_SILENCE_SECONDS.head)
    soft('silence-head', `It begins with ${report.silence.headSeconds.toFixed(1)} s of silence.`);
  if (report.silence.tailSeconds > MAX_EDGE_SILENCE_SECONDS.tail)
    soft('silence-tail', `It ends with ${report.silence.tailSeconds.toFixed(1)} s of silence.`);
  if (against.goal) {
    const { targetLufs, ceilingDbtp } = against.goal;
    const miss = Math.abs(report.integratedLufs - targetLufs);
    if (report.truePeakDbtp > ceilingDbtp)
      hard(
        'peak-over',
        `Its true peak is ${report.truePeakDbtp.toFixed(2)} dBTP; the limit is ${ceilingDbtp}.`,
      );
    if (miss > LOUDNESS_TOLERANCE_LU.soft)
      (miss > LOUDNESS_TOLERANCE_LU.hard ? hard : soft)(
        'loudness-off',
        `It is at ${report.integratedLufs.toFixed(1)} LUFS, ${miss.toFixed(1)} LU from the target ${targetLufs}.`,
      );
  }
  const band = { ...DEFAULT_BAND, ...STYLE_RECOGNITIONS[against.style].band };
  if (!within(report.centroidHz, band.centroidHz))
    soft(
      report.centroidHz < band.centroidHz[0] ? 'dull' : 'bright',
      `Its spectral centroid is ${report.centroidHz} Hz; ${against.style} has ${band.centroidHz.join(' to ')} Hz.`,
    );
  for (const name of ['sub', 'low', 'mid', 'high', 'air'] as const) {
    if (!within(report.bands[name], band[name]))
      soft(
        `band-${name}`,
        `The band "${name}" has ${percent(report.bands[name])} of the power; ` +
          `${against.style} has ${band[name].map(percent).join(' to ')}.`,
      );
  }
  if (
    report.durationSeconds >= RANGE_FROM_SECONDS &&
    !within(report.loudnessRangeLu, band.loudnessRangeLu)
  )
    soft(
      'range-odd',
      `Its loudness range is ${report.loudnessRangeLu.toFixed(1)} LU; ${against.style} has ` +
        `${band.loudnessRangeLu.join(' to ')}.`,
    );
  if (report.stereo) findings.push(...judgeStereo(report.stereo, band.sideToMidDb, against.style));
  return findings;
}

/** Soft findings about the width of a whole piece, and about its loss on a mono loudspeaker. */
function judgeStereo(
  { sideToMidDb, monoLossLu, lowestCorrelation }: NonNullable<AudioReport['stereo']>,
  usual: StyleBand['sideToMidDb'],
  style: Style,
): AudioFinding[] {
  const findings: AudioFinding[] = [];
  const soft = (code: string, text: string): void =>
    void findings.push({ severity: 'soft', code, text });
  for (const name of ['low', 'mid', 'high'] as const) {
    const [level, range] = [sideToMidDb[name], usual[name]];
    if (within(level, range)) continue;
    const isWide = level > range[1];
    soft(
      `too-${isWide ? 'wide' : 'narrow'}-${name}`,
      `${WIDTH_BANDS[name]} it is too ${isWide ? 'wide' : 'narrow'}: the sides are at ` +
        `${level.toFixed(1)} dB against the middle; ${style} has ${range.join(' to ')} dB.`,
    );
  }
  if (monoLossLu > MAX_MONO_LOSS_LU)
    soft(
      'mono-loss',
      `On a mono loudspeaker it is ${monoLossLu.toFixed(1)} LU softer; the limit is ${MAX_MONO_LOSS_LU}.`,
    );
  if (lowestCorrelation < PHASE.soft)
    soft(
      'phase-passage',
      'For three seconds or longer, left and right partly cancel each other ' +
        `(correlation ${lowestCorrelation.toFixed(2)}).`,
    );
  return findings;
}
