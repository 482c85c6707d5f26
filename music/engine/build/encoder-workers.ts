import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';

const require = createRequire(import.meta.url);

/** The packages whose encoders the engine contains as strings. */
export const EMBEDDED_PACKAGES = ['@mediabunny/flac-encoder', '@mediabunny/mp3-encoder'];

/**
 * The sources of the workers in which mediabunny's encoders run libFLAC and LAME, extracted from
 * the packages. The engine runs them in its own thread, which saves a thread per file and lets it
 * count their CPU time.
 */
export async function encoderWorkers(): Promise<{ flac: string; mp3: string }> {
  return {
    flac: await workerSourceOf('@mediabunny/flac-encoder'),
    mp3: await workerSourceOf('@mediabunny/mp3-encoder'),
  };
}

async function workerSourceOf(name: string): Promise<string> {
  const bundle = await readFile(require.resolve(name), 'utf8');
  // A string literal as esbuild writes it, evaluated in an empty context.
  const literal = /inlineWorker\(('(?:[^'\\]|\\.)*')\)/s.exec(bundle)?.[1];
  if (literal === undefined)
    throw new Error(
      `the package ${name} embeds its worker differently from 1.58 to 1.61: see engine/build/encoder-workers.ts`,
    );
  return z.string().min(100_000).parse(runInNewContext(literal));
}
