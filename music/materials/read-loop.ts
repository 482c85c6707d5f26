import type { MaterialUnderstood } from '@fermata/contracts/values';
import {
  readWavHeader,
  requireFiniteSamples,
  WavError,
  type WavHeader,
} from '../decode/decode-wav.ts';
import { MaterialError } from './material-error.ts';
import { openRecording } from './open-recording.ts';
import type { AcidLoop } from './wav-chunks.ts';

export const LOOP_LIMITS = {
  bytes: 32 * 1024 * 1024,
  seconds: { min: 0.5, max: 60 },
  tempoBpm: { min: 40, max: 200 },
} as const;
const BEATS_PER_BAR = 4;
/**
 * Among the possible numbers of bars, pick the one whose tempo is in this range. The range is one
 * octave, so exactly one fits.
 */
const USUAL_TEMPO = { from: 70, to: 140 } as const;
/** How far the tempo in a file may be from the one that its length and beats give. */
const MAX_TEMPO_DEVIATION = 0.03;

export interface LoopReading {
  readonly understood: MaterialUnderstood;
  /** A WAV with the same samples that the engine reads: the file itself if it can be. */
  readonly wav: Uint8Array;
}

/**
 * The properties of an audio loop of whole 4/4 bars: its length and number of bars give the
 * tempo. `bars`: as stated by the uploader; otherwise the file's `acid` chunk or the usual tempo
 * decides. Throws MaterialError.
 */
export function readLoop(bytes: Uint8Array, bars?: number): LoopReading {
  if (bytes.byteLength > LOOP_LIMITS.bytes)
    throw new MaterialError(`a loop may have at most ${LOOP_LIMITS.bytes / 1024 / 1024} MB`);
  const { wav, acid, remarks } = openRecording(bytes);
  const { sampleRate, channels, frames } = readHeader(wav);
  const durationSeconds = frames / sampleRate;
  const { min, max } = LOOP_LIMITS.seconds;
  if (frames === 0) throw new MaterialError('this WAV has no samples');
  if (durationSeconds < min || durationSeconds > max)
    throw new MaterialError(
      `a loop must last ${min} to ${max} s, not ${durationSeconds.toFixed(2)} s`,
    );
  const counted = countBars(durationSeconds, bars, acid);
  const tempoBpm = loopTempo(counted.bars, durationSeconds);
  const issue = loopTempoIssue(counted.bars, durationSeconds);
  if (issue !== null) throw new MaterialError(issue);
  const allRemarks = [...remarks, ...(counted.remark === null ? [] : [counted.remark])];
  return {
    understood: {
      bars: counted.bars,
      beatsPerBar: BEATS_PER_BAR,
      tempoBpm,
      key: null,
      durationSeconds,
      sampleRate,
      channels,
      ...(allRemarks.length > 0 ? { remarks: allRemarks } : {}),
    },
    wav,
  };
}

/** The tempo of a loop of `bars` 4/4 bars, in beats a minute. */
export const loopTempo = (bars: number, durationSeconds: number): number =>
  Math.round(((bars * BEATS_PER_BAR * 60) / durationSeconds) * 100) / 100;

/** Why a loop cannot have `bars` bars; null if it can. */
export function loopTempoIssue(bars: number, durationSeconds: number): string | null {
  const tempoBpm = loopTempo(bars, durationSeconds);
  const { min, max } = LOOP_LIMITS.tempoBpm;
  return tempoBpm >= min && tempoBpm <= max
    ? null
    : `${barCount(bars)} in ${durationSeconds.toFixed(2)} s are ${tempoBpm} beats a minute; ` +
        `the range is ${min} to ${max}`;
}

const barCount = (bars: number): string => (bars === 1 ? '1 bar' : `${bars} bars`);

interface Counted {
  readonly bars: number;
  readonly remark: string | null;
}

function countBars(seconds: number, stated: number | undefined, acid: AcidLoop | null): Counted {
  const inFile = acid && acidBars(acid, seconds);
  if (stated !== undefined)
    return {
      bars: stated,
      remark:
        typeof inFile === 'number' && inFile !== stated
          ? `the file's acid chunk has ${barCount(inFile)}; the stated number is ${stated}`
          : null,
    };
  if (typeof inFile === 'string') throw new MaterialError(`${inFile}: state how many bars it has`);
  if (inFile !== null)
    return { bars: inFile, remark: `${barCount(inFile)}, as the file's acid chunk states` };
  const bars = usualBars(seconds);
  return {
    bars,
    remark: `${barCount(bars)}: a guess from the length; state the bars if the loop has others`,
  };
}

/** Whole 4/4 bars by the `acid` chunk, or why its figures cannot be; null if it has none. */
function acidBars({ beats, tempoBpm }: AcidLoop, seconds: number): number | string | null {
  if (beats === 0 && tempoBpm === 0) return null;
  const counted = beats === 0 ? Math.round((tempoBpm * seconds) / 60) : beats;
  if (counted < BEATS_PER_BAR || counted % BEATS_PER_BAR !== 0)
    return `the file's acid chunk has ${counted} beats, which are not whole bars of 4/4`;
  const actual = (counted * 60) / seconds;
  if (tempoBpm > 0 && Math.abs(actual / tempoBpm - 1) > MAX_TEMPO_DEVIATION)
    return (
      `the file's acid chunk has ${counted} beats at ${Math.round(tempoBpm * 100) / 100} a minute, ` +
      `but in its ${seconds.toFixed(2)} s they are at ${actual.toFixed(2)}`
    );
  return counted / BEATS_PER_BAR;
}

function usualBars(seconds: number): number {
  let bars = 1;
  while ((bars * BEATS_PER_BAR * 60) / seconds < USUAL_TEMPO.from) bars *= 2;
  return bars;
}

/** The engine later reads the bytes by the same rules, so a file accepted here can be played. */
function readHeader(wav: Uint8Array): WavHeader {
  try {
    const header = readWavHeader(wav);
    // At most eight million numbers (32 MB): a few milliseconds.
    if (header.frames <= LOOP_LIMITS.seconds.max * header.sampleRate)
      requireFiniteSamples(wav, header);
    return header;
  } catch (error) {
    if (error instanceof WavError) throw new MaterialError(error.message);
    throw error;
  }
}
