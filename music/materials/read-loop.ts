import type { MaterialUnderstood } from '@fermata/contracts';
import { MaterialFault } from './material-fault.ts';

export const LOOP_LIMITS = { bytes: 32 * 1024 * 1024, seconds: { min: 0.5, max: 60 }, sampleRates: [44_100, 48_000, 88_200, 96_000], tempoBpm: { min: 40, max: 200 } } as const;
const FORMATS = { pcm: 1, float: 3, extensible: 0xfffe } as const;
const BEATS_PER_BAR = 4;
/** Of all numbers of bars that a length may have, the one whose tempo lies here: an octave wide, so there is one. */
const USUAL_TEMPO = { from: 70, to: 140 } as const;

/** What a recorded loop is: whole bars of 4/4, so that its length and its bars tell its tempo. `bars`: as its maker says; else the usual tempo tells. Throws MaterialFault. */
export function readLoop(bytes: Uint8Array, bars?: number): MaterialUnderstood {
  if (bytes.byteLength > LOOP_LIMITS.bytes) throw new MaterialFault(`a loop may have at most ${LOOP_LIMITS.bytes / 1024 / 1024} MB`);
  const { sampleRate, channels, frames } = readWavHeader(bytes);
  const durationSeconds = frames / sampleRate;
  const { min, max } = LOOP_LIMITS.seconds;
  if (durationSeconds < min || durationSeconds > max) throw new MaterialFault(`a loop lasts ${min} to ${max} s, this one ${durationSeconds.toFixed(2)} s`);
  const count = bars ?? usualBars(durationSeconds);
  const tempoBpm = Math.round(((count * BEATS_PER_BAR * 60) / durationSeconds) * 100) / 100;
  if (tempoBpm < LOOP_LIMITS.tempoBpm.min || tempoBpm > LOOP_LIMITS.tempoBpm.max) throw new MaterialFault(`${count} bars in ${durationSeconds.toFixed(2)} s are ${tempoBpm} beats a minute; allowed are ${LOOP_LIMITS.tempoBpm.min} to ${LOOP_LIMITS.tempoBpm.max}`);
  return { bars: count, beatsPerBar: BEATS_PER_BAR, tempoBpm, key: null, durationSeconds, sampleRate, channels };
}

function usualBars(seconds: number): number {
  let bars = 1;
  while ((bars * BEATS_PER_BAR * 60) / seconds < USUAL_TEMPO.from) bars *= 2;
  return bars;
}

function readWavHeader(bytes: Uint8Array): { sampleRate: number; channels: number; frames: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.byteLength < 44 || name(0) !== 'RIFF' || name(8) !== 'WAVE') throw new MaterialFault('the file is no WAV');
  let format: { channels: number; sampleRate: number; frameBytes: number } | undefined;
  for (let at = 12; at + 8 <= bytes.byteLength; ) {
    const [chunk, size] = [name(at), view.getUint32(at + 4, true)];
    if (chunk === 'fmt ' && size >= 16 && at + 24 <= bytes.byteLength) format = readFormat(view, at + 8, size);
    if (chunk === 'data') {
      if (!format) throw new MaterialFault('the WAV says nothing of its format before its samples');
      const there = Math.min(size, bytes.byteLength - at - 8);
      if (there < size) throw new MaterialFault('the WAV is cut off: it has fewer samples than it says');
      return { ...format, frames: Math.floor(there / format.frameBytes) };
    }
    at += 8 + size + (size % 2);
  }
  throw new MaterialFault('the WAV has no samples');
}

function readFormat(view: DataView, at: number, size: number): { channels: number; sampleRate: number; frameBytes: number } {
  const [tag, channels, sampleRate, bits] = [view.getUint16(at, true), view.getUint16(at + 2, true), view.getUint32(at + 4, true), view.getUint16(at + 14, true)];
  const kind = tag === FORMATS.extensible && size >= 40 ? view.getUint16(at + 24, true) : tag;
  const known = (kind === FORMATS.pcm && [16, 24, 32].includes(bits)) || (kind === FORMATS.float && bits === 32);
  if (!known) throw new MaterialFault(`the WAV has samples of ${bits} bits in format ${kind}; allowed are PCM of 16, 24 and 32 bits and floats of 32`);
  if (channels !== 1 && channels !== 2) throw new MaterialFault(`the WAV has ${channels} channels; allowed are one and two`);
  if (!LOOP_LIMITS.sampleRates.some((rate) => rate === sampleRate)) throw new MaterialFault(`the WAV has ${sampleRate} samples a second; allowed are ${LOOP_LIMITS.sampleRates.join(', ')}`);
  return { channels, sampleRate, frameBytes: (channels * bits) / 8 };
}
