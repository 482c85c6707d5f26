import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** Puts our own mathematics (`deterministicMath` of the module at `mathPath`) in the place of `Math` in the files that match, as JavaScript's own may change with V8. */
export const deterministicMathPlugin = (filter: RegExp, mathPath: string): Plugin => ({
  name: 'deterministic-math',
  setup(build) {
    build.onLoad({ filter }, async ({ path }) => ({
      contents: `import { deterministicMath as Math } from ${JSON.stringify(mathPath)};\n${await readFile(path, 'utf8')}`,
      loader: 'js',
    }));
  },
});
