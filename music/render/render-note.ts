import { decibels, gainOf, hertz } from '../signal/deterministic-math.ts';
import type { Stereo } from '../signal/stereo.ts';
import type { Patch, Placement } from '../styles/style-sound.ts';
import { BLOCK_FRAMES, type FaustInstance } from './faust-instance.ts';
import { isAudible } from './is-audible.ts';
import { type PlacedChannel, placeNote } from './place-note.ts';

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
  placement?: Placement,
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
  const placed = placeNote(patch, placement, voice);
  const gain =
    patch.gain * (patch.response ? gainOf(patch.response * decibels(voice.velocity / 127)) : 1);
  const [left, right = left] = dsp.outputs;
  if (!left || !right) throw new TypeError('an instrument must have one or two outputs');
  const channels = [
    new VoiceChannel(out.left, left, placed.left, gain, first, rate, loops),
    new VoiceChannel(out.right, right, placed.right, gain, first, rate, loops),
  ];

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
    for (const channel of channels) channel.add(done, frames);
    done += frames;
    if (done > rate * 0.1 && !isAudible(left, frames)) break;
  }
}

/** A linear fade to zero over the last `fade` of the remaining `toEnd` samples. */
function fadeOut(channel: Float32Array, frames: number, toEnd: number, fade: number): void {
  for (let i = Math.max(0, toEnd - fade); i < frames; i++)
    channel[i] = ((channel[i] ?? 0) * (toEnd - i)) / fade;
}

/** Adds a voice, block by block, to one channel of a part. */
class VoiceChannel {
  readonly #out: Float32Array;
  readonly #voice: Float32Array;
  readonly #gain: number;
  readonly #tint: number;
  readonly #start: number;
  readonly #loops: boolean;
  /** The last sample of the previous block. */
  #before = 0;

  constructor(
    out: Float32Array,
    voice: Float32Array,
    { gain, delay, tint }: PlacedChannel,
    noteGain: number,
    first: number,
    rate: number,
    loops: boolean,
  ) {
    this.#out = out;
    this.#voice = voice;
    this.#gain = noteGain * gain;
    this.#tint = tint;
    this.#start = first + Math.round(delay * rate);
    this.#loops = loops;
  }

  /** Adds `frames` samples of which the first is the voice's sample `done`. */
  add(done: number, frames: number): void {
    const start = this.#start + done;
    const length = this.#out.length;
    for (let i = 0; i < frames;) {
      const at = this.#loops ? (start + i) % length : start + i;
      const end = Math.min(frames, i + length - at);
      // A delayed voice may end after the piece.
      if (end <= i) break;
      if (this.#tint === 0) mixInto(this.#out, at - i, this.#voice, i, end, this.#gain);
      else this.#mixTinted(at - i, i, end);
      i = end;
    }
    this.#before = this.#voice[frames - 1] ?? 0;
  }

  /** Like `mixInto`, slightly duller (`tint` above 0) or brighter (below). */
  #mixTinted(start: number, from: number, end: number): void {
    const [own, previous] = [this.#gain * (1 - this.#tint), this.#gain * this.#tint];
    const [out, voice] = [this.#out, this.#voice];
    let before = from === 0 ? this.#before : (voice[from - 1] ?? 0);
    for (let i = from; i < end; i++) {
      const x = voice[i] ?? 0;
      out[start + i] = (out[start + i] ?? 0) + own * x + previous * before;
      before = x;
    }
  }
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
