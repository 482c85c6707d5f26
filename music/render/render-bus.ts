import type { OnProgress, Stereo } from '../signal/stereo.ts';
import type { Bus } from '../styles/style-sound.ts';
import { type Chain, memorySecondsOf, openChain } from './bus-chain.ts';
import { duckGain } from './duck.ts';
import { BLOCK_FRAMES } from './faust-instance.ts';
import type { OpenInstance } from './lend-instances.ts';
import type { Push } from './pump.ts';

export interface BusTiming {
  readonly beatSeconds: number;
  /** Times of the sidechain pushes in seconds, increasing. */
  readonly pushes: readonly Push[];
  /** Scales filter cutoffs: 1 is the value in the style's file. */
  readonly brightness: number;
  /** Seconds at the end over which the part fades out; a loop has no end. */
  readonly ending: { readonly fadeSeconds: number } | 'loop';
}

/** Blocks between two progress reports. */
const PROGRESS_EVERY_BLOCKS = 64;
/**
 * Crossfade of a loop's second lap into the start of the first, in seconds: modulated effects are
 * at another phase in the second lap.
 */
const LAP_SECONDS = 0.05;

/** Runs a dry part through its bus and its sends in place; the result is the stem. */
export function renderBus(
  dry: Stereo,
  bus: Bus,
  timing: BusTiming,
  open: OpenInstance,
  onProgress: OnProgress,
): void {
  if (timing.ending === 'loop') loopThrough(dry, bus, timing, open, onProgress);
  else onceThrough(dry, bus, timing, timing.ending.fadeSeconds, open, onProgress);
}

function onceThrough(
  dry: Stereo,
  bus: Bus,
  timing: BusTiming,
  fadeSeconds: number,
  open: OpenInstance,
  onProgress: OnProgress,
): void {
  const rate = dry.sampleRate;
  const chain = chainOf(bus, rate, timing, timing.pushes, open);
  const total = dry.left.length;
  const fade = Math.max(1, fadeSeconds * rate);
  for (let from = 0; from < total; from += BLOCK_FRAMES) {
    const left = dry.left.subarray(from, Math.min(total, from + BLOCK_FRAMES));
    const right = dry.right.subarray(from, Math.min(total, from + BLOCK_FRAMES));
    chain(left, right, from / rate);
    if (total - from < fade + BLOCK_FRAMES) fadeBlock(left, right, total - from, fade);
    if ((from / BLOCK_FRAMES) % PROGRESS_EVERY_BLOCKS === 0) onProgress(from / total);
  }
}

/**
 * Runs the dry part twice and keeps one lap, in which the reverb already contains the previous lap.
 */
function loopThrough(
  dry: Stereo,
  bus: Bus,
  timing: BusTiming,
  open: OpenInstance,
  onProgress: OnProgress,
): void {
  const rate = dry.sampleRate;
  const total = dry.left.length;
  const seconds = total / rate;
  const lap = Math.min(total, Math.round(LAP_SECONDS * rate));
  const warm = Math.round(memorySecondsOf(bus, timing.beatSeconds) * rate);
  const rounds = Math.ceil(warm / total);
  const pushes = Array.from({ length: rounds + 2 }, (_, round) =>
    timing.pushes.map((push) => ({ ...push, at: push.at + (round - rounds) * seconds })),
  ).flat();
  const chain = chainOf(bus, rate, timing, pushes, open);
  const source = { left: dry.left.slice(), right: dry.right.slice() };
  const left = new Float32Array(BLOCK_FRAMES);
  const right = new Float32Array(BLOCK_FRAMES);
  for (let from = -warm, block = 0; from < total + lap; from += BLOCK_FRAMES, block++) {
    for (let i = 0; i < BLOCK_FRAMES; i++) {
      const at = (((from + i) % total) + total) % total;
      left[i] = source.left[at] ?? 0;
      right[i] = source.right[at] ?? 0;
    }
    chain(left, right, from / rate);
    for (let i = Math.max(0, -from); i < Math.min(BLOCK_FRAMES, total + lap - from); i++) {
      const at = from + i;
      // The start of the second lap continues the end of the first, and crossfades into the
      // start of the first.
      const share = at < total ? 1 : 1 - (at - total) / lap;
      const to = at % total;
      dry.left[to] = (left[i] ?? 0) * share + (at < total ? 0 : (dry.left[to] ?? 0) * (1 - share));
      dry.right[to] =
        (right[i] ?? 0) * share + (at < total ? 0 : (dry.right[to] ?? 0) * (1 - share));
    }
    if (block % PROGRESS_EVERY_BLOCKS === 0) onProgress((from + warm) / (total + lap + warm));
  }
}

function chainOf(
  bus: Bus,
  rate: number,
  timing: BusTiming,
  pushes: readonly Push[],
  open: OpenInstance,
): Chain {
  const duck =
    bus.duck && pushes.length > 0 ? { duck: duckGain(bus.duck, pushes, timing.beatSeconds) } : {};
  return openChain(
    bus,
    rate,
    { beatSeconds: timing.beatSeconds, brightness: timing.brightness, ...duck },
    open,
  );
}

/** A smooth fade to zero over the last `fade` of the remaining `toEnd` samples. */
function fadeBlock(left: Float32Array, right: Float32Array, toEnd: number, fade: number): void {
  for (let i = 0; i < left.length; i++) {
    const x = Math.min(1, (toEnd - i) / fade);
    const g = x * x * (3 - 2 * x);
    left[i] = (left[i] ?? 0) * g;
    right[i] = (right[i] ?? 0) * g;
  }
}
