import { expect, test } from 'vitest';
import { placeNote } from './place-note.ts';

const SEEDS = Array.from({ length: 200 }, (_, seed) => seed * 7);
const pitched = {};
const drum = { ring: 0.5 };
const note = (midi: number, seed = 1) => ({ midi, seed });

test('without placement a note is panned by level alone', () => {
  const { left, right } = placeNote({ pan: 0.4 }, undefined, note(60));
  expect(left).toEqual({ gain: 0.6, delay: 0, tint: 0 });
  expect(right).toEqual({ gain: 1, delay: 0, tint: 0 });
});

test('low keys lie left and high keys right, and the far microphone hears them later', () => {
  const placement = { spread: 0.6, spacing: 0.0004 };
  const low = placeNote(pitched, placement, note(36));
  const high = placeNote(pitched, placement, note(84));
  expect(low.left.gain).toBe(1);
  expect(low.right.gain).toBeCloseTo(0.52, 6);
  expect(low.right.delay).toBeCloseTo(0.0004 * 0.48, 6);
  expect(high).toEqual({ left: low.right, right: low.left });
  expect(placeNote(pitched, placement, note(60)).left).toMatchObject({ gain: 1, delay: 0 });
});

test('a drum is placed by its own pan, not by its number', () => {
  const { left, right } = placeNote(
    { ...drum, pan: -0.5 },
    { spread: 1, spacing: 0.001 },
    note(36),
  );
  expect(left).toMatchObject({ gain: 1, delay: 0 });
  expect(right).toMatchObject({ gain: 0.5, delay: 0.0005 });
});

test('players of a section sit on both sides, never outside the image', () => {
  const pans = SEEDS.map((seed) => {
    const { left, right } = placeNote(pitched, { scatter: 0.7 }, note(60, seed));
    return right.gain - left.gain;
  });
  expect(Math.min(...pans)).toBeLessThan(-0.5);
  expect(Math.max(...pans)).toBeGreaterThan(0.5);
  expect(Math.max(...pans.map(Math.abs))).toBeLessThanOrEqual(0.7);
  expect(Math.abs(pans.reduce((sum, pan) => sum + pan, 0) / pans.length)).toBeLessThan(0.12);
});

test('of a double-tracked note, one side is a later take with another level and brightness', () => {
  let leftLeads = 0;
  for (const seed of SEEDS) {
    const { left, right } = placeNote({ pan: -0.4 }, { double: 0.012 }, note(52, seed));
    const [first, second] = left.delay === 0 ? [left, right] : [right, left];
    if (first === left) leftLeads++;
    expect(first).toEqual({ gain: 1, delay: 0, tint: 0 });
    expect(second.delay).toBeGreaterThan(0.004);
    expect(second.delay).toBeLessThanOrEqual(0.012);
    expect(Math.abs(second.gain - 1)).toBeLessThanOrEqual(0.16);
    expect(Math.abs(second.tint)).toBeLessThanOrEqual(0.12);
  }
  expect(leftLeads).toBeGreaterThan(70);
  expect(leftLeads).toBeLessThan(130);
});
