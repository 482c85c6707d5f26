import type { ScorePart } from '@fermata/contracts/values';
import { readerOf } from '../signal/resample.ts';
import type { Stereo } from '../signal/stereo.ts';

/** Two slices lie over each other for so long, so that neither begins nor ends in a click. */
const OVERLAP_SECONDS = 0.004;
/** A bar that is up to so much longer or shorter than the score's is played slower or faster; any other keeps its pace and is cut. */
const MAX_BEND = 0.08;

/**
 * Plays whole bars of a recording of `bars` bars into `out`: each note is one slice, `midi` the bar it is taken from. Slices that follow
 * each other in the recording join without a seam. Throws where a note asks for a bar that the recording does not have.
 */
export function playRecording(
  notes: ScorePart['notes'],
  recording: Stereo,
  bars: number,
  loops: boolean,
  out: Stereo,
): void {
  const rate = out.sampleRate;
  const slice = recording.left.length / bars;
  const overlap = Math.round(OVERLAP_SECONDS * rate);
  const length = out.left.length;
  for (const note of notes) {
    if (note.midi >= bars)
      throw new RangeError(
        `the part loop asks for bar ${note.midi + 1} of a recording of ${bars} bars`,
      );
    const first = Math.round(note.start * rate);
    const frames = Math.round((note.start + note.duration) * rate) - first;
    const bend = slice / recording.sampleRate / (frames / rate);
    const fits = Math.abs(bend - 1) <= MAX_BEND;
    const step = fits ? slice / frames : recording.sampleRate / rate;
    const played = fits ? frames : Math.min(frames, Math.floor(slice / step));
    const gain = note.velocity / 127;
    const readLeft = readerOf(recording.left, step);
    const readRight = readerOf(recording.right, step);
    // A slice rises in the `overlap` before its bar, while the one before it falls.
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
