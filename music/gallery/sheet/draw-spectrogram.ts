import { createCanvas } from '@napi-rs/canvas';
import type { Stereo } from '../../signal/stereo.ts';
import { powerSpectra } from '../analysis/power-spectra.ts';
import { type DrawingContext, drawLine, drawTick, type Frame } from './drawing.ts';

const LOWEST_HZ = 30;
const HIGHEST_HZ = 20_000;
const FLOOR_DB = -96;
const CEILING_DB = -14;
/** Long windows resolve low notes, short ones show when a hat sounds. */
const LAYERS = [
  { size: 8192, upTo: 400 },
  { size: 2048, upTo: 4000 },
  { size: 1024, upTo: Infinity },
] as const;
/** Colour ramp from silence to loud, dark to light in even steps. */
const RAMP = [
  [8, 9, 26],
  [41, 17, 87],
  [101, 21, 110],
  [159, 42, 99],
  [212, 72, 66],
  [245, 125, 21],
  [250, 193, 39],
  [252, 255, 164],
] as const;

/** Logarithmic frequency axis, level as colour. */
export function drawSpectrogram(context: DrawingContext, frame: Frame, audio: Stereo): void {
  const [width, height] = [Math.round(frame.width), Math.round(frame.height)];
  const levels = new Float32Array(width * height).fill(FLOOR_DB);
  const hop = (frame.seconds * audio.sampleRate) / width;
  const hertzAt = (row: number): number =>
    LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** (1 - row / height);
  let from = 0;
  for (const { size, upTo } of LAYERS) {
    const bin = audio.sampleRate / size;
    const rows = Array.from({ length: height }, (_, row) => row).filter(
      (row) => hertzAt(row + 0.5) >= from && hertzAt(row + 0.5) < upTo,
    );
    let x = 0;
    for (const { power } of powerSpectra(audio, size, hop)) {
      if (x >= width) break;
      for (const row of rows)
        levels[row * width + x] =
          10 * Math.log10(between(power, hertzAt(row + 1) / bin, hertzAt(row) / bin) + 1e-15);
      x++;
    }
    from = upTo;
  }
  const image = createCanvas(width, height);
  const paint = image.getContext('2d');
  const pixels = paint.createImageData(width, height);
  levels.forEach((level, i) =>
    pixels.data.set([...colourOf((level - FLOOR_DB) / (CEILING_DB - FLOOR_DB)), 255], 4 * i),
  );
  paint.putImageData(pixels, 0, 0);
  context.drawImage(image, frame.x, frame.y);
  for (const hertz of [50, 100, 200, 500, 1000, 2000, 5000, 10_000]) {
    const y =
      frame.y + height * (1 - Math.log(hertz / LOWEST_HZ) / Math.log(HIGHEST_HZ / LOWEST_HZ));
    drawLine(context, frame.x, y, frame.x + frame.width, y, 'rgba(255,255,255,0.16)');
    drawTick(context, frame, y, hertz >= 1000 ? `${hertz / 1000} kHz` : `${hertz} Hz`);
  }
}

/** The largest power in a range of bins; interpolated where a row is narrower than a bin. */
function between(power: Float64Array, low: number, high: number): number {
  if (high - low < 1) {
    const at = (low + high) / 2;
    const k = Math.floor(at);
    return (power[k] ?? 0) * (1 - at + k) + (power[k + 1] ?? 0) * (at - k);
  }
  let most = 0;
  for (let k = Math.round(low); k <= Math.round(high); k++) most = Math.max(most, power[k] ?? 0);
  return most;
}

function colourOf(share: number): readonly [number, number, number] {
  const at = Math.max(0, Math.min(0.9999, share)) * (RAMP.length - 1);
  const [a, b] = [RAMP[Math.floor(at)] ?? RAMP[0], RAMP[Math.floor(at) + 1] ?? RAMP[0]];
  const part = at - Math.floor(at);
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part];
}
