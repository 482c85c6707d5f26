import { expect, it } from 'vitest';
import { StartPacer } from './start-pacer.ts';

const pacer = () => new StartPacer({ perSecond: 4, burst: 3 });
const delays = (starts: StartPacer, count: number, nowMs: number, project = 'prj_a'): number[] =>
  Array.from({ length: count }, () => starts.delayMs(project, nowMs));

it('starts a few tracks at once, and the later ones one after another', () => {
  expect(delays(pacer(), 6, 1000)).toEqual([0, 0, 0, 250, 500, 750]);
});

it('counts the time that has passed', () => {
  const starts = pacer();
  delays(starts, 5, 0);
  expect(delays(starts, 2, 500)).toEqual([250, 500]);
  expect(delays(starts, 4, 60_000)).toEqual([0, 0, 0, 250]);
});

it('delays no track for those of another project', () => {
  const starts = pacer();
  delays(starts, 1000, 0);
  expect(delays(starts, 3, 0, 'prj_b')).toEqual([0, 0, 0]);
});

it('counts no start that did not happen, and delays none by more than ten minutes', () => {
  const starts = pacer();
  for (let attempt = 0; attempt < 100; attempt++) {
    starts.delayMs('prj_a', 0);
    starts.giveBack('prj_a');
  }
  expect(delays(starts, 4, 0)).toEqual([0, 0, 0, 250]);
  expect(delays(starts, 10_000, 0).at(-1)).toBe(600_000);
});

it('delays no tracks that are requested as slowly', () => {
  const starts = pacer();
  expect(Array.from({ length: 50 }, (_, index) => starts.delayMs('prj_a', 250 * index))).toEqual(
    Array.from({ length: 50 }, () => 0),
  );
});
