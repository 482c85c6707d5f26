import type { Stereo } from '../../signal/stereo.ts';
import type { DrawingContext, Frame } from './drawing.ts';

/** Peaks as the outline, RMS as the core; `gain` makes quiet stems visible. */
export function drawWaveform(
  context: DrawingContext,
  frame: Frame,
  audio: Stereo,
  colour: string,
  gain = 1,
): void {
  const middle = frame.y + frame.height / 2;
  const half = frame.height / 2 - 1;
  const perPixel = (frame.seconds * audio.sampleRate) / frame.width;
  for (let x = 0; x < frame.width; x++) {
    const from = Math.floor(x * perPixel);
    const to = Math.min(audio.left.length, Math.floor((x + 1) * perPixel));
    if (from >= to) break;
    let [high, low, energy] = [0, 0, 0];
    for (let i = from; i < to; i++) {
      const l = audio.left[i] ?? 0;
      const r = audio.right[i] ?? 0;
      high = Math.max(high, l, r);
      low = Math.min(low, l, r);
      energy += (l * l + r * r) / 2;
    }
    const rms = Math.sqrt(energy / (to - from)) * gain * half;
    context.fillStyle = colour;
    context.globalAlpha = 0.45;
    const [top, bottom] = [Math.min(half, high * gain * half), Math.min(half, -low * gain * half)];
    context.fillRect(frame.x + x, middle - top, 1, Math.max(0.6, top + bottom));
    context.globalAlpha = 1;
    context.fillRect(frame.x + x, middle - Math.min(rms, half), 1, 2 * Math.min(rms, half));
  }
}
