import type { MaterialUnderstood } from '@fermata/contracts/values';
import {
  readWavHeader,
  requireFiniteSamples,
  WavError,
  type WavHeader,
} from '../decode/decode-wav.ts';
import { MaterialError } from './material-error.ts';

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

/**
 * The properties of a recorded loop of whole 4/4 bars: its length and number of bars give the
 * tempo. `bars`: as stated by the uploader; otherwise the usual tempo decides. Throws
 * MaterialError.
 */
export function readLoop(bytes: Uint8Array, bars?: number): MaterialUnderstood {
  if (bytes.byteLength > LOOP_LIMITS.bytes)
    throw new MaterialError(`a loop may have at most ${LOOP_LIMITS.bytes / 1024 / 1024} MB`);
  const { sampleRate, channels, frames } = openWav(bytes);
  const durationSeconds = frames / sampleRate;
  const { min, max } = LOOP_LIMITS.seconds;
  if (durationSeconds < min || durationSeconds > max)
    throw new MaterialError(
      `a loop must last ${min} to ${max} s, not ${durationSeconds.toFixed(2)} s`,
    );
  const count = bars ?? usualBars(durationSeconds);
  const tempoBpm = Math.round(((count * BEATS_PER_BAR * 60) / durationSeconds) * 100) / 100;
  if (tempoBpm < LOOP_LIMITS.tempoBpm.min || tempoBpm > LOOP_LIMITS.tempoBpm.max)
    throw new MaterialError(
      `${count} bars in ${durationSeconds.toFixed(2)} s are ${tempoBpm} beats a minute; ` +
        `the range is ${LOOP_LIMITS.tempoBpm.min} to ${LOOP_LIMITS.tempoBpm.max}`,
    );
  return {
    bars: count,
    beatsPerBar: BEATS_PER_BAR,
    tempoBpm,
    key: null,
    durationSeconds,
    sampleRate,
    channels,
  };
}

function usualBars(seconds: number): number {
  let bars = 1;
  while ((bars * BEATS_PER_BAR * 60) / seconds < USUAL_TEMPO.from) bars *= 2;
  return bars;
}

/** The engine later reads the bytes by the same rules, so a file accepted here can be played. */
function openWav(bytes: Uint8Array): WavHeader {
  try {
    const header = readWavHeader(bytes);
    // At most eight million numbers (32 MB): a few milliseconds.
    if (header.frames <= LOOP_LIMITS.seconds.max * header.sampleRate)
      requireFiniteSamples(bytes, header);
    return header;
  } catch (error) {
    if (error instanceof WavError) throw new MaterialError(error.message);
    throw error;
  }
}
