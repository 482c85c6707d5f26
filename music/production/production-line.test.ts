import { expect, test } from 'vitest';
import { walkProductionLine } from './production-line.ts';

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
  expect(progress).toEqual([
    ['compose', 0.05],
    ['stems', 0.6],
    ['mix', 0.7],
    ['master', 0.85],
    ['deliver', 1],
  ]);
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
