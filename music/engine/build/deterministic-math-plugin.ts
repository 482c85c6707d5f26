import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Replaces `Math` by `deterministicMath` of the module at `mathPath` in all matching files, because
 * V8's own results may change between versions.
 */
export const deterministicMathPlugin = (filter: RegExp, mathPath: string): Plugin => ({
  name: 'deterministic-math',
  setup(build) {
    build.onLoad({ filter }, async ({ path }) => ({
      contents:
        'import { deterministicMath as Math } from ' +
        `${JSON.stringify(mathPath)};\n${await readFile(path, 'utf8')}`,
      loader: 'js',
    }));
  },
});
