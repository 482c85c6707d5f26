import { join } from 'node:path';
import { compileDsp } from '../engine/build/compile-dsp.ts';
import { musicPackageFolder } from '../engine/engine-files.ts';

/** What the engine build puts in, for tests of parts that the engine's steps do not show alone: `vi.stubGlobal('FERMATA_DSP', await compiledDsp())`. */
export const compiledDsp = (): ReturnType<typeof compileDsp> =>
  compileDsp(join(musicPackageFolder(), 'render/dsp'));
