import { MaterialError } from './material-error.ts';
import { materialFormat, nameFormat } from './name-format.ts';
import { plainWav, samplesIn32Bits, wholeFrames } from './plain-wav.ts';
import { type AcidLoop, readWavChunks, type WavFormat } from './wav-chunks.ts';

export interface Recording {
  /** A WAV as the engine reads it: the file itself, or its samples under a plain header. */
  readonly wav: Uint8Array;
  /** Null without an `acid` chunk, and for a one-shot. */
  readonly acid: AcidLoop | null;
  /** Notes for the user about the file. */
  readonly remarks: readonly string[];
}

/**
 * Finds the samples in a WAV as programs write it: RF64, sizes left open, chunks in any order or without
 * padding, 24 bits in 32. Throws a MaterialError if it has none or is cut off. The sample format is
 * checked by `readWavHeader`, by which the engine reads.
 */
export function openRecording(bytes: Uint8Array): Recording {
  if (materialFormat(bytes) !== 'wav') {
    const name = nameFormat(bytes);
    throw new MaterialError(
      `not a WAV file${name === null ? '' : ` but ${name}`}: there is no WAV header (RIFF, WAVE) at its start`,
    );
  }
  const { format, data, acid, plain } = readWavChunks(bytes);
  if (!format) throw new MaterialError('this WAV has no fmt chunk');
  if (!data) throw new MaterialError('this WAV has no samples (no data chunk)');
  const { start, size, open } = data;
  requireFrameBytes(format);
  const samples = bytes.subarray(start, start + size);
  const widened = samplesIn32Bits(samples, format);
  return {
    wav:
      plain && !open && widened === null
        ? bytes
        : plainWav(
            widened ? { ...format, bits: 32 } : format,
            widened ?? samples.subarray(0, wholeFrames(size, format)),
          ),
    acid,
    remarks: open
      ? ['the file does not state how many samples it has; they were read to its end']
      : [],
  };
}

/** The format code of whole-number samples. */
const PCM = 1;

/** Throws if the samples lie apart in a way that the engine does not read. */
function requireFrameBytes({ kind, channels, bits, frameBytes }: WavFormat): void {
  const expected = (channels * bits) / 8;
  const padded = kind === PCM && bits === 24 && frameBytes === channels * 4;
  // Other sample formats are refused by name, and some programs leave the field empty.
  if (bits < 16 || frameBytes === 0 || frameBytes === expected || padded) return;
  throw new MaterialError(
    `this WAV states ${frameBytes} bytes for ${channels} samples of ${bits} bits, which have ${expected}`,
  );
}
