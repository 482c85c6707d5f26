import { expect, test } from 'vitest';
import { pumpTriggers } from './pump.ts';

const form = {
  tempoBpm: 120, beatsPerBar: 4, durationSeconds: 7,
  sections: [{ name: 'intro', startBar: 0, bars: 1, energy: 0.2 }, { name: 'main', startBar: 1, bars: 1, energy: 0.8 }, { name: 'ending', startBar: 2, bars: 2, energy: 0.8 }],
};

test('the pump follows its bar of sixteenths in the sections that are strong enough, and leaves the last chord alone', () => {
  expect(pumpTriggers(form, { steps: 'x...x...x...x..x', from: 0.5 })).toEqual([2, 2.5, 3, 3.5, 3.875, 4]);
});

test('a bar of three beats takes the first twelve steps', () => {
  expect(pumpTriggers({ ...form, beatsPerBar: 3, sections: [{ name: 'main', startBar: 0, bars: 2, energy: 1 }] }, { steps: 'x...............', from: 0 })).toEqual([0, 1.5]);
});
