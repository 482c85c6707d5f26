import { expect, test } from 'vitest';
import { Random } from '../signal/random.ts';
import { needsImage, StereoImage } from './stereo-image.ts';

const BLOCK = 1024;
const pair = { level: 0.5, seconds: 0.011 };

type Channels = Record<'left' | 'right', Float32Array>;
function through(image: StereoImage, { left, right }: Channels): Channels {
  const out = { left: left.slice(), right: right.slice() };
  for (let from = 0; from < left.length; from += BLOCK)
    image.process(out.left.subarray(from, from + BLOCK), out.right.subarray(from, from + BLOCK));
  return out;
}
const sine = (hz: number, rate: number, size = 0.3): Float32Array =>
  Float32Array.from({ length: rate }, (_, i) => size * Math.sin((2 * Math.PI * hz * i) / rate));
const level = (x: Float32Array): number =>
  Math.sqrt(x.reduce((sum, y) => sum + y * y, 0) / x.length);
const mix = ({ left, right }: Channels, sign: number): Float32Array =>
  left.map((l, i) => (l + sign * (right[i] ?? 0)) / 2).subarray(left.length / 2);
const db = (ratio: number): number => 20 * Math.log10(ratio);

test.each([24_000, 48_000])('the sides lose the bass and keep the rest (%i Hz)', (rate) => {
  const silent = new Float32Array(rate);
  const kept = (hz: number): number =>
    db(
      level(
        mix(through(new StereoImage(rate, undefined), { left: sine(hz, rate), right: silent }), -1),
      ) / level(sine(hz, rate, 0.15)),
    );
  expect(kept(60)).toBeLessThan(-18);
  expect(kept(180)).toBeCloseTo(-3, 0);
  expect(kept(1000)).toBeCloseTo(0, 1);
});

test('room microphones make a mono part wide and leave its mono sum as it was', () => {
  const random = new Random(5);
  const noise = Float32Array.from({ length: 48_000 }, () => random.between(-0.2, 0.2));
  const wide = through(new StereoImage(48_000, pair), { left: noise, right: noise });
  const [mid, side] = [mix(wide, 1), mix(wide, -1)];
  expect(db(level(side) / level(mid))).toBeCloseTo(-6, 0);
  const before = noise.subarray(noise.length / 2);
  for (let i = 0; i < mid.length; i++) expect(mid[i]).toBeCloseTo(before[i] ?? 0, 6);
  // The two sides are equally loud: the part stays in the middle.
  expect(Math.abs(db(level(wide.left) / level(wide.right)))).toBeLessThan(0.3);
});

test('after silence it responds as at first, and silence stays silence', () => {
  const image = new StereoImage(48_000, pair);
  const silence = { left: new Float32Array(96_256), right: new Float32Array(96_256) };
  expect(level(through(image, silence).left)).toBe(0);
  const click = { left: new Float32Array(8 * BLOCK), right: new Float32Array(8 * BLOCK) };
  click.left[0] = click.right[0] = 0.5;
  const first = through(image, click);
  through(image, silence);
  expect(through(image, click)).toEqual(first);
});

test('a part without sides in the bass needs no image', () => {
  expect(needsImage({ gain: 1, set: { width: 0, lowCut: 30 } })).toBe(false);
  expect(needsImage({ gain: 1, set: { lowCut: 200 } })).toBe(false);
  expect(needsImage({ gain: 1, set: { lowCut: 90 } })).toBe(true);
  expect(needsImage({ gain: 1, set: { width: 0, lowCut: 30 }, chorus: 0.2 })).toBe(true);
  expect(needsImage({ gain: 1, set: { lowCut: 200 }, pair })).toBe(true);
});
