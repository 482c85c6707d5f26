import type { ScorePart } from '@fermata/contracts/values';
import { sincReader } from '../signal/sinc-reader.ts';
import type { Stereo } from '../signal/stereo.ts';

/** Crossfade between two slices in seconds, so that neither starts or ends with a click. */
const OVERLAP_SECONDS = 0.004;
/**
 * A bar whose length differs by at most this share is played at another speed to fit; any other
 * keeps its speed and is cut.
 */
export const MAX_BEND = 0.08;

/**
 * Plays whole bars of an audio loop of `bars` bars into `out`: each note is one slice, and its `midi`
 * is the bar it is taken from. Consecutive slices of the loop join seamlessly. Throws if a
 * note requests a bar that the loop does not have.
 */
export function playAudioLoop(
  notes: ScorePart['notes'],
  audioLoop: Stereo,
  bars: number,
  loops: boolean,
  out: Stereo,
): void {
  const rate = out.sampleRate;
  const slice = audioLoop.left.length / bars;
  const overlap = Math.round(OVERLAP_SECONDS * rate);
  const length = out.left.length;
  for (const note of notes) {
    if (note.midi >= bars)
      throw new RangeError(
        `the part loop requests bar ${note.midi + 1} of an audio loop of ${bars} bars`,
      );
    const first = Math.round(note.start * rate);
    const frames = Math.round((note.start + note.duration) * rate) - first;
    const bend = slice / audioLoop.sampleRate / (frames / rate);
    const fits = Math.abs(bend - 1) <= MAX_BEND;
    const step = fits ? slice / frames : audioLoop.sampleRate / rate;
    const played = fits ? frames : Math.min(frames, Math.floor(slice / step));
    const gain = note.velocity / 127;
    const readLeft = sincReader(audioLoop.left, step);
    const readRight = sincReader(audioLoop.right, step);
    // A slice fades in during the `overlap` before its bar, while the previous one fades out.
    for (let i = -overlap; i < played; i++) {
      const to = first + i;
      if (!loops && (to < 0 || to >= length)) continue;
      const at = note.midi * slice + i * step;
      const g = gain * Math.min(1, (i + overlap + 0.5) / overlap, (played - i - 0.5) / overlap);
      const where = ((to % length) + length) % length;
      out.left[where] = (out.left[where] ?? 0) + g * readLeft(at);
      out.right[where] = (out.right[where] ?? 0) + g * readRight(at);
    }
  }
}
