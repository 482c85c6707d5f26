import { join } from 'node:path';
import { compileDsp } from '../engine/build/compile-dsp.ts';
import { musicPackageFolder } from '../engine/engine-files.ts';

/**
 * The compiled DSPs that the engine build inserts, for tests below the level of engine steps:
 * `vi.stubGlobal('FERMATA_DSP', await compiledDsp())`.
 */
export const compiledDsp = (): ReturnType<typeof compileDsp> =>
  compileDsp(join(musicPackageFolder(), 'render/dsp'));
