import { expect, test } from 'vitest';
import { pumpPushes } from './pump.ts';

const form = {
  tempoBpm: 120,
  beatsPerBar: 4,
  durationSeconds: 7,
  sections: [
    { name: 'intro', startBar: 0, bars: 1, energy: 0.2 },
    { name: 'main', startBar: 1, bars: 1, energy: 0.8 },
    { name: 'ending', startBar: 2, bars: 2, energy: 0.8 },
  ],
};
const straight = { at: 0.5, unit: 16 } as const;

test('the pump follows its bar in the intended sections, and leaves the last chord alone', () => {
  const pushes = pumpPushes(form, {
    swing: straight,
    pump: [{ energy: [0.5, 1], steps: 'X...x...X...x..o' }],
  });
  expect(pushes).toEqual([
    { at: 2, force: 1 },
    { at: 2.5, force: 1 },
    { at: 3, force: 1 },
    { at: 3.5, force: 1 },
    { at: 3.875, force: 0.5 },
    { at: 4, force: 1 },
  ]);
});

test('a row of several bars continues, swings with the style, and a waltz has its own row', () => {
  const waltz = {
    ...form,
    metre: '3/4' as const,
    beatsPerBar: 3,
    sections: [{ name: 'main', startBar: 0, bars: 2, energy: 1 }],
  };
  const pump = [
    { energy: [0, 1], steps: 'XXXXXXXX' },
    { energy: [0, 1], metre: '3/4', steps: 'X.....|.X....' },
  ] as const;
  expect(pumpPushes(waltz, { swing: { at: 0.66, unit: 8 }, pump }).map(({ at }) => at)).toEqual([
    0,
    (3 + 0.66) * 0.5,
  ]);
});
