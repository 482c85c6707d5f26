import { decibels, gainOf, hertz } from '../signal/deterministic-math.ts';
import type { Stereo } from '../signal/stereo.ts';
import type { Patch } from '../styles/style-sound.ts';
import { BLOCK_FRAMES, type FaustInstance } from './faust-instance.ts';
import { isAudible } from './is-audible.ts';

/** Seconds of the fade that ends every voice without a click. */
const FADE_SECONDS = 0.006;

/**
 * `until`: when another hit of its choke group cuts it off, in seconds. `slides`: the pitches into
 * which it slides, each `at` seconds after its start.
 */
export interface Voice {
  readonly start: number;
  readonly duration: number;
  readonly midi: number;
  readonly velocity: number;
  readonly seed: number;
  readonly until?: number;
  readonly slides?: readonly { readonly at: number; readonly midi: number }[];
}

/**
 * Renders one note alone in a cleared instance and adds it to `out`. So polyphony needs no voice
 * allocation, notes start on their exact sample, and silence costs nothing. Drums (`ring`) take
 * neither pitch nor length from the score. What rings beyond the end of a piece that `loops` is
 * added at its start.
 */
export function renderNote(
  dsp: FaustInstance,
  patch: Patch,
  voice: Voice,
  brightness: number,
  out: Stereo,
  loops = false,
): void {
  const rate = out.sampleRate;
  dsp.reset();
  dsp.setAll(patch.set);
  dsp.set('vel', voice.velocity / 127);
  if (dsp.has('seed')) dsp.set('seed', voice.seed);
  if (dsp.has('span')) dsp.set('span', voice.duration);
  for (const filter of ['cutoff', 'bright', 'high'])
    if (dsp.has(filter) && patch.set[filter] !== undefined)
      dsp.set(filter, Math.min(14_000, patch.set[filter] * brightness));
  const drum = patch.ring !== undefined;
  if (!drum) dsp.set('freq', hertz(voice.midi));

  const first = Math.round(voice.start * rate);
  const held = drum ? 0 : Math.max(1, Math.round(voice.duration * rate));
  const tail = Math.round((patch.ring ?? Math.max(patch.set.release ?? 0.3, FADE_SECONDS)) * rate);
  const length = out.left.length;
  const soundingFrames =
    voice.until === undefined
      ? held + tail
      : Math.min(
          held + tail,
          Math.max(0, Math.round(voice.until * rate) - first) + Math.round(FADE_SECONDS * rate),
        );
  const total = loops ? soundingFrames : Math.min(soundingFrames, length - first);
  const fade = Math.min(total, Math.round(FADE_SECONDS * rate));
  const pan = patch.pan ?? 0;
  const gain =
    patch.gain * (patch.response ? gainOf(patch.response * decibels(voice.velocity / 127)) : 1);
  const gainLeft = gain * (pan > 0 ? 1 - pan : 1);
  const gainRight = gain * (pan < 0 ? 1 + pan : 1);
  const [left, right = left] = dsp.outputs;
  if (!left || !right) throw new TypeError('an instrument must have one or two outputs');

  const slides = (voice.slides ?? []).map(({ at, midi }) => ({
    frame: Math.round(at * rate),
    midi,
  }));
  let slid = 0;
  let done = 0;
  let released = drum;
  while (done < total) {
    for (let next = slides[slid]; next && next.frame <= done; next = slides[++slid])
      dsp.set('freq', hertz(next.midi));
    if (!released && done >= held) {
      dsp.set('gate', 0);
      released = true;
    }
    const frames = Math.min(
      BLOCK_FRAMES,
      total - done,
      released ? BLOCK_FRAMES : held - done,
      (slides[slid]?.frame ?? Infinity) - done,
    );
    dsp.compute(frames);
    const toEnd = total - done;
    if (toEnd - frames < fade)
      for (const channel of dsp.outputs) fadeOut(channel, frames, toEnd, fade);
    for (let i = 0; i < frames;) {
      const at = loops ? (first + done + i) % length : first + done + i;
      const end = Math.min(frames, i + length - at);
      mixInto(out.left, at - i, left, i, end, gainLeft);
      mixInto(out.right, at - i, right, i, end, gainRight);
      i = end;
    }
    done += frames;
    if (done > rate * 0.1 && !isAudible(left, frames)) break;
  }
}

/** A linear fade to zero over the last `fade` of the remaining `toEnd` samples. */
function fadeOut(channel: Float32Array, frames: number, toEnd: number, fade: number): void {
  for (let i = Math.max(0, toEnd - fade); i < frames; i++)
    channel[i] = ((channel[i] ?? 0) * (toEnd - i)) / fade;
}

/**
 * Adds the samples `from` to `end` of `voice` to `out`, where the voice's first sample is at
 * `start`.
 */
function mixInto(
  out: Float32Array,
  start: number,
  voice: Float32Array,
  from: number,
  end: number,
  gain: number,
): void {
  for (let i = from; i < end; i++) out[start + i] = (out[start + i] ?? 0) + (voice[i] ?? 0) * gain;
}
