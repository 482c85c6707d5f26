import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  FaustCompiler,
  instantiateFaustModuleFromFile,
  LibFaust,
} from '@grame/faustwasm/dist/esm/index.js';
import { z } from 'zod';
import type { DspBinary } from '../../render/dsp-binary.ts';
import { promoteToLocals } from './promote-to-locals.ts';

const Entry = z.object({ type: z.string(), label: z.string(), index: z.number().optional() });
const Description = z.object({
  size: z.number(),
  inputs: z.number(),
  outputs: z.number(),
  ui: z.array(z.object({ items: z.array(Entry) })),
});

/**
 * Compiles every `.dsp` of a folder to wasm and optimises it with `shape`. Throws the compiler's
 * error message.
 */
export async function compileDsp(
  folder: string,
  shape: (wasm: Uint8Array) => Uint8Array = promoteToLocals,
): Promise<Record<string, DspBinary>> {
  const faust = createRequire(import.meta.url).resolve(
    '@grame/faustwasm/libfaust-wasm/libfaust-wasm.js',
  );
  const compiler = new FaustCompiler(new LibFaust(await instantiateFaustModuleFromFile(faust)));
  // The compiler sees only files in its in-memory file system.
  compiler.fs().mkdir('/fermata');
  const files = await readdir(folder);
  for (const library of files.filter((file) => file.endsWith('.lib')))
    compiler.fs().writeFile(`/fermata/${library}`, await readFile(join(folder, library), 'utf8'));
  const binaries: Record<string, DspBinary> = {};
  const names = files
    .filter((file) => file.endsWith('.dsp'))
    .map((file) => file.slice(0, -'.dsp'.length))
    .sort();
  for (const name of names) {
    // The polyphonic factory takes its memory from outside.
    const factory = await compiler.createPolyDSPFactory(
      name,
      await readFile(join(folder, `${name}.dsp`), 'utf8'),
      '-I /fermata',
    );
    if (!factory) throw new Error(`${name}.dsp: ${compiler.getErrorMessage()}`);
    const { size, inputs, outputs, ui } = Description.parse(JSON.parse(factory.json));
    const settings = Object.fromEntries(
      ui
        .flatMap((group) => group.items)
        .flatMap(({ label, index }) => (index === undefined ? [] : [[label, index]])),
    );
    binaries[name] = {
      wasm: Buffer.from(shape(factory.code)).toString('base64'),
      stateBytes: size,
      inputs,
      outputs,
      settings,
    };
  }
  return binaries;
}
