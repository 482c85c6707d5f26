import { expect, test } from 'vitest';
import { STAGE_WORK_SHARES } from '@fermata/contracts/values';
import { PROGRESS_AFTER, walkProductionLine } from './production-line.ts';

interface Options {
  readonly onProgress?: (fraction: number, what: string) => void;
}

const step =
  (name: string) =>
  (input: string, { onProgress }: Options): Promise<string> => {
    onProgress?.(1, name);
    return Promise.resolve(`${input} > ${name}`);
  };

test('each step gets the results of earlier ones, and progress only grows', async () => {
  const progress: [string, number][] = [];
  const made = await walkProductionLine(
    {
      compose: (options: Options) => step('compose')('recipe', options),
      stems: step('stems'),
      mix: step('mix'),
      master: step('master'),
      deliver: ({ composed, master }, options: Options) =>
        step('deliver')(`${master}, ${composed}`, options),
    },
    { onProgress: (fraction: number, what: string) => void progress.push([what, fraction]) },
  );
  expect(made.files).toBe('recipe > compose > stems > mix > master, recipe > compose > deliver');
  expect(made.mix).toBe('recipe > compose > stems > mix');
  expect(progress).toEqual(Object.entries(PROGRESS_AFTER));
  const fractions = progress.map(([, fraction]) => fraction);
  expect(fractions).toEqual(fractions.toSorted());
});

test('a failing step ends the line', async () => {
  const reached: string[] = [];
  const failing = {
    compose: () => Promise.resolve('score'),
    stems: () => Promise.reject(new Error('no stems')),
    mix: () => Promise.resolve(reached.push('mix')),
    master: () => Promise.resolve(reached.push('master')),
    deliver: () => Promise.resolve(reached.push('deliver')),
  };
  await expect(walkProductionLine(failing, {})).rejects.toThrow('no stems');
  expect(reached).toEqual([]);
});

test('after composing, the steps of the line have the weights of their stages', () => {
  const { compose, stems, mix, master, deliver } = PROGRESS_AFTER;
  const { stems: stemsShare, mixing, mastering, enriching } = STAGE_WORK_SHARES;
  expect(deliver).toBe(1);
  const perShare = (stems - compose) / stemsShare;
  expect((mix - stems) / mixing).toBeCloseTo(perShare);
  expect((master - mix) / mastering).toBeCloseTo(perShare);
  expect((deliver - master) / enriching).toBeCloseTo(perShare);
});

test('the shares of the stages are percent of a whole track', () => {
  const shares = Object.values(STAGE_WORK_SHARES);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100);
});
