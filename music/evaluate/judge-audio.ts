import type { AudioFinding, AudioReport, MasterGoal, Style } from '@fermata/contracts/values';
import { DEFAULT_BAND } from '../styles/style-band.ts';
import { STYLE_RECOGNITIONS } from '../styles/style-recognitions.ts';
import { hard, soft } from './finding.ts';
import { judgeBand } from './judge-band.ts';
import { judgeGoal } from './judge-goal.ts';
import { judgeLevel } from './judge-level.ts';
import { judgePhase } from './judge-phase.ts';
import { judgeSilence } from './judge-silence.ts';
import { judgeStereo } from './judge-stereo.ts';

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
const DURATION_TOLERANCE_SECONDS = 0.05;
const MAX_STEM_DEVIATION_DBFS = -60;

/**
 * Findings about measured audio, in words. `hard` stops a track before review, `soft` is shown to
 * the reviewer. A stem, as one voice of many, may pause for long, be quieter than any goal and lie
 * anywhere in the spectrum.
 */
export function judgeAudio(report: AudioReport, against: AudioExpectations): AudioFinding[] {
  const { kind, style, goal, durationSeconds, stemSumDeviationDbfs } = against;
  const ofDuration = judgeDuration(report.durationSeconds, durationSeconds);
  if (isSilent(report))
    return [...ofDuration, (kind === 'stem' ? soft : hard)('silent', 'It is silent throughout.')];
  const findings = [
    ...ofDuration,
    ...judgeLevel(report, kind),
    ...judgePhase(report.phaseCorrelation, kind),
  ];
  if (kind === 'stem') return findings;
  const band = { ...DEFAULT_BAND, ...STYLE_RECOGNITIONS[style].band };
  return [
    ...findings,
    ...judgeStemSum(stemSumDeviationDbfs),
    ...judgeSilence(report.silence),
    ...(goal ? judgeGoal(report, goal) : []),
    ...judgeBand(report, band, style),
    ...(report.stereo ? judgeStereo(report.stereo, band.sideToMidDb, style) : []),
  ];
}

const isSilent = ({ integratedLufs, momentaryMaxLufs }: AudioReport): boolean =>
  integratedLufs <= SILENT_LUFS && momentaryMaxLufs <= SILENT_LUFS;

function judgeDuration(seconds: number, requested: number): AudioFinding[] {
  if (Math.abs(seconds - requested) <= DURATION_TOLERANCE_SECONDS) return [];
  return [
    hard(
      'duration-off',
      `It lasts ${seconds.toFixed(2)} s; ${requested.toFixed(2)} s were requested.`,
    ),
  ];
}

function judgeStemSum(deviationDbfs: number | undefined): AudioFinding[] {
  if (deviationDbfs === undefined || deviationDbfs <= MAX_STEM_DEVIATION_DBFS) return [];
  return [
    hard(
      'stems-do-not-sum',
      'The mix differs from the sum of its stems by ' +
        `${deviationDbfs.toFixed(1)} dBFS; the limit is ` +
        `${MAX_STEM_DEVIATION_DBFS}.`,
    ),
  ];
}
