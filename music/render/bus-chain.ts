import { gainOf } from '../signal/deterministic-math.ts';
import type { Bus, RoomSend } from '../styles/style-sound.ts';
import type { OpenInstance } from './lend-instances.ts';
import { RestingEffect } from './resting-effect.ts';
import { needsImage, StereoImage } from './stereo-image.ts';

const MAX_CUTOFF_HZ = 14_400;
const MAX_ECHO_SECONDS = 1.3;
/** The longest path through a reverb without a tap, in seconds (`hall.dsp`). */
const MAX_ROOM_DELAY_SECONDS = 0.25;
/**
 * Level at which soft clipping starts, and the level it never reaches (the rest is headroom for
 * inter-sample peaks).
 */
const KNEE = 0.72;
const CEILING = 0.94;
/** Of every stem, so that the parts of the loudest styles do not clip in their sum (−3.1 dB). */
const HEADROOM = 0.7;
/** Samples between two evaluations of the sidechain; the gain is interpolated linearly. */
const DUCK_STEP = 16;

export interface ChainTiming {
  readonly beatSeconds: number;
  /** Scales filter cutoffs: 1 is the value in the style's file. */
  readonly brightness: number;
  /** Sidechain gain at increasing times in seconds; absent if nothing ducks. */
  readonly duck?: (seconds: number) => number;
}

/** Processes a block of both channels in place; `seconds` is the time of its first sample. */
export type Chain = (left: Float32Array, right: Float32Array, seconds: number) => void;

/** The inserts, sidechain, sends, stereo image and level of one part, starting from silence. */
export function openChain(
  bus: Bus,
  sampleRate: number,
  timing: ChainTiming,
  openInstance: OpenInstance,
): Chain {
  const open = (
    name: string,
    settings: Readonly<Record<string, number>>,
    holdSeconds: number | 'restless' = 0,
  ): RestingEffect => {
    const effect = openInstance(name, sampleRate);
    effect.setAll(settings);
    return new RestingEffect(effect, sampleRate, holdSeconds);
  };
  const highCut =
    bus.set.highCut === undefined
      ? {}
      : { highCut: Math.min(MAX_CUTOFF_HZ, bus.set.highCut * timing.brightness) };
  const inserts = [
    ...(bus.amp ? [open('amp', { ...bus.amp })] : []),
    open('bus', { ...bus.set, ...highCut, ...(bus.pan === undefined ? {} : { pan: bus.pan }) }),
  ];
  if (bus.eq) inserts.push(open('eq', eqSettings(bus.eq)));
  if (bus.compress)
    inserts.push(
      open('compress', {
        threshold: gainOf(bus.compress.thresholdDb),
        attackTime: bus.compress.attack,
        releaseTime: bus.compress.release,
        makeup: gainOf(bus.compress.makeupDb),
      }),
    );
  if (bus.tape) inserts.push(open('tape', { ...bus.tape }, 'restless'));
  if (bus.chorus !== undefined) inserts.push(open('chorus', { depth: bus.chorus }, 'restless'));

  const sends: { readonly effect: RestingEffect; readonly level: number }[] = [];
  if (bus.vinyl)
    sends.push({
      effect: open('vinyl', { crackle: bus.vinyl.crackle, hiss: bus.vinyl.hiss }, 'restless'),
      level: bus.vinyl.level,
    });
  if (bus.delay) {
    const time = Math.min(MAX_ECHO_SECONDS, bus.delay.beats * timing.beatSeconds);
    sends.push({
      effect: open('delay', { time, feedback: bus.delay.feedback, damp: bus.delay.damp }, time),
      level: bus.delay.level,
    });
  }
  const room = (name: string, send: RoomSend | undefined): void => {
    if (send)
      sends.push({
        effect: open(
          name,
          { t60: send.t60, damp: send.damp, before: send.before },
          send.before + MAX_ROOM_DELAY_SECONDS,
        ),
        level: send.level,
      });
  };
  room('reverb', bus.reverb);
  room('plate', bus.plate);
  room('hall', bus.hall);
  const image = needsImage(bus) ? new StereoImage(sampleRate, bus.pair) : undefined;

  return (left, right, seconds) => {
    for (const insert of inserts) through(insert, left, right);
    if (timing.duck) duckBlock(left, right, seconds, sampleRate, timing.duck);
    for (const { effect, level } of sends) add(effect, left, right, level);
    image?.process(left, right);
    levelBlock(left, bus.gain);
    levelBlock(right, bus.gain);
  };
}

/** Seconds after which a bus has forgotten its input (−60 dB). */
export function memorySecondsOf(bus: Bus, beatSeconds: number): number {
  // Each echo is `feedback` times the previous one, so −60 dB takes 6.9 / −ln(feedback) of them;
  // 1 − feedback is less than −ln(feedback).
  const echoes = bus.delay
    ? (1 + 6.9 / (1 - bus.delay.feedback)) *
      Math.min(MAX_ECHO_SECONDS, bus.delay.beats * beatSeconds)
    : 0;
  const rooms = [bus.reverb, bus.plate, bus.hall].map((send) =>
    send ? send.t60 + send.before : 0,
  );
  return 0.5 + (bus.compress ? 3 * bus.compress.release : 0) + echoes + Math.max(...rooms);
}

function eqSettings(eq: NonNullable<Bus['eq']>): Record<string, number> {
  return {
    ...(eq.low ? { lowHz: eq.low.hz, low: gainOf(eq.low.db) } : {}),
    ...(eq.bell ? { bellHz: eq.bell.hz, bell: gainOf(eq.bell.db), bellQ: eq.bell.q } : {}),
    ...(eq.peak ? { peakHz: eq.peak.hz, peak: gainOf(eq.peak.db), peakQ: eq.peak.q } : {}),
    ...(eq.high ? { highHz: eq.high.hz, high: gainOf(eq.high.db) } : {}),
  };
}

/** Replaces the input with the effect's output. */
function through(effect: RestingEffect, left: Float32Array, right: Float32Array): void {
  const wet = effect.process(left, right);
  for (const [channel, answer] of [
    [left, wet?.left],
    [right, wet?.right],
  ] as const) {
    if (answer) channel.set(answer.subarray(0, channel.length));
    else channel.fill(0);
  }
}

/** Adds the effect's output to the input. */
function add(effect: RestingEffect, left: Float32Array, right: Float32Array, level: number): void {
  const wet = effect.process(left, right);
  if (!wet) return;
  for (let i = 0; i < left.length; i++) {
    left[i] = (left[i] ?? 0) + (wet.left[i] ?? 0) * level;
    right[i] = (right[i] ?? 0) + (wet.right[i] ?? 0) * level;
  }
}

function duckBlock(
  left: Float32Array,
  right: Float32Array,
  seconds: number,
  rate: number,
  duck: (seconds: number) => number,
): void {
  let gain = duck(seconds);
  for (let from = 0; from < left.length; from += DUCK_STEP) {
    const slope = (duck(seconds + (from + DUCK_STEP) / rate) - gain) / DUCK_STEP;
    for (let i = from; i < Math.min(left.length, from + DUCK_STEP); i++, gain += slope) {
      left[i] = (left[i] ?? 0) * gain;
      right[i] = (right[i] ?? 0) * gain;
    }
  }
}

/**
 * Applies the part's level with soft clipping below the ceiling, and the headroom of all stems, sample by sample, so an
 * excerpt sounds like the whole.
 */
function levelBlock(channel: Float32Array, gain: number): void {
  for (let i = 0; i < channel.length; i++) {
    const x = (channel[i] ?? 0) * gain;
    const size = x < 0 ? -x : x;
    if (size <= KNEE) channel[i] = HEADROOM * x;
    else {
      const over = (size - KNEE) / (CEILING - KNEE);
      const bent = KNEE + (CEILING - KNEE) * (over / (1 + over));
      channel[i] = HEADROOM * (x < 0 ? -bent : bent);
    }
  }
}
