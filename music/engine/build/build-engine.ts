import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import {
  ENGINE_FILE,
  type EngineManifest,
  MANIFEST_FILE,
  musicPackageFolder,
  NOTICES_FILE,
  readManifest,
} from '../engine-files.ts';
import { isSignatureOf, signEngine } from '../engine-signature.ts';
import { buildKey } from './build-key.ts';
import { compileDsp } from './compile-dsp.ts';
import { deterministicMathPlugin } from './deterministic-math-plugin.ts';
import { EMBEDDED_PACKAGES, encoderWorkers } from './encoder-workers.ts';
import { thirdPartyNotices } from './third-party-notices.ts';

/** The sources of the engine. Any change here makes another engine. */
const SOURCES = [
  'compose',
  'cover',
  'decode',
  'edits/score',
  'encode',
  'engine/build',
  'engine/program',
  'master',
  'measure',
  'preview',
  'render',
  'signal',
  'styles',
];
/**
 * How a style is recognised in text and sketches. Not part of the engine, so a change here does not
 * rebuild it.
 */
const RECOGNITION = /^styles\/(.*\/recognition|style-(band|recognition|recognitions|traits))\.ts$/u;
const PACKAGES = [
  '@grame/faustwasm',
  '@mediabunny/flac-encoder',
  '@mediabunny/mp3-encoder',
  '@resvg/resvg-wasm',
  '@stdlib/math',
  'esbuild',
  'midi-file',
  'mpg123-decoder',
  'spessasynth_core',
  'stb-vorbis',
  'tonal',
];

const require = createRequire(import.meta.url);
const RESVG = require.resolve('@resvg/resvg-wasm/index_bg.wasm');
const sha256 = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/**
 * Builds and signs the engine into `dist/engine/`, unless the existing one was built from the same
 * inputs and signed with the same key.
 */
export async function buildEngine(
  privateKey?: string,
): Promise<{ manifest: EngineManifest; fresh: boolean }> {
  const packageFolder = musicPackageFolder();
  const inputsSha256 = await digestInputs(packageFolder);
  const key = privateKey ?? (await buildKey());
  const existing = await readManifest(packageFolder);
  if (
    existing?.inputsSha256 === inputsSha256 &&
    existing.publicKey === signEngine(existing.sha256, key).publicKey &&
    isSignatureOf(existing.sha256, existing)
  )
    return { manifest: existing, fresh: false };
  const { bytes, notices } = await bundleEngine(packageFolder);
  const manifest: EngineManifest = {
    version: await versionOf(join(packageFolder, 'package.json')),
    sha256: sha256(bytes),
    inputsSha256,
    ...signEngine(sha256(bytes), key),
  };
  await mkdir(join(packageFolder, 'dist/engine'), { recursive: true });
  // The manifest last: its presence means that the engine file is complete.
  await writeAtomically(join(packageFolder, NOTICES_FILE), notices);
  await writeAtomically(join(packageFolder, ENGINE_FILE), bytes);
  await writeAtomically(
    join(packageFolder, MANIFEST_FILE),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  return { manifest, fresh: true };
}

/**
 * Bundles one CommonJS file for an engine process: our code, the packages and all wasm; only Node's
 * own modules stay external. `notices`: the licences of the packages.
 */
export async function bundleEngine(
  packageFolder: string,
  options: { dspFolder?: string } = {},
): Promise<{ bytes: Uint8Array; notices: string }> {
  const dsp = await compileDsp(options.dspFolder ?? join(packageFolder, 'render/dsp'));
  const result = await build({
    absWorkingDir: packageFolder,
    entryPoints: ['engine/program/main.ts'],
    bundle: true,
    metafile: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    legalComments: 'eof',
    logLevel: 'error',
    plugins: [
      deterministicMathPlugin(
        /spessasynth_core[\\/]dist[\\/]index\.js$/,
        join(packageFolder, 'signal/deterministic-math.ts'),
      ),
    ],
    alias: { '@eshaz/web-worker': join(packageFolder, 'engine/build/no-threads.ts') },
    define: {
      FERMATA_DSP: JSON.stringify(dsp),
      FERMATA_ENCODERS: JSON.stringify(await encoderWorkers()),
      FERMATA_RESVG: JSON.stringify(await readFile(RESVG, 'base64')),
    },
  });
  const inputs = Object.keys(result.metafile.inputs);
  assertKnownInputs(inputs);
  const [file] = result.outputFiles;
  if (!file) throw new Error('esbuild wrote no engine file');
  return {
    bytes: file.contents,
    notices: await thirdPartyNotices(packageFoldersOf(packageFolder, inputs)),
  };
}

/** The folder of each package that the engine has code of. */
function packageFoldersOf(packageFolder: string, inputs: readonly string[]): string[] {
  const bundled = inputs.flatMap(
    (input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(input)?.[0] ?? [],
  );
  const embedded = EMBEDDED_PACKAGES.map((name) => join('../node_modules', name));
  return [
    ...new Set([...bundled, ...embedded].map((folder) => join(packageFolder, folder))),
  ].sort();
}

/**
 * An input that is not digested could change the engine unnoticed. Other packages of the repository
 * may contribute types only.
 */
function assertKnownInputs(inputs: readonly string[]): void {
  const unknownInputs = inputs.filter(
    (input) =>
      !/^<define:|(^|\/)node_modules\//u.test(input) &&
      (RECOGNITION.test(input) || !SOURCES.some((source) => input.startsWith(`${source}/`))),
  );
  if (unknownInputs.length > 0)
    throw new Error(
      `the engine may import only ${SOURCES.join(', ')} and packages, not ${unknownInputs.join(', ')}`,
    );
}

async function digestInputs(packageFolder: string): Promise<string> {
  const files: string[] = [];
  for (const source of SOURCES) {
    for (const entry of await readdir(join(packageFolder, source), {
      recursive: true,
      withFileTypes: true,
    })) {
      if (entry.isFile() && !entry.name.endsWith('.test.ts'))
        files.push(join(entry.parentPath, entry.name));
    }
  }
  const digest = createHash('sha256');
  for (const file of files.sort()) {
    const path = relative(packageFolder, file).replaceAll('\\', '/');
    if (RECOGNITION.test(path)) continue;
    digest.update(`${path} ${sha256(await readFile(file))}\n`);
  }
  for (const name of PACKAGES) digest.update(`${name} ${await packageVersion(name)}\n`);
  digest.update(`version ${await versionOf(join(packageFolder, 'package.json'))}\n`);
  return digest.digest('hex');
}

/** Searches upwards from here, because `exports` may hide a package's own package.json. */
async function packageVersion(name: string): Promise<string> {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      return await versionOf(join(folder, name, 'package.json'));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  throw new Error(`the package ${name} is not installed: run "npm install"`);
}

async function versionOf(packageJson: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(packageJson, 'utf8'));
  if (
    typeof manifest === 'object' &&
    manifest !== null &&
    'version' in manifest &&
    typeof manifest.version === 'string'
  )
    return manifest.version;
  throw new Error(`${packageJson} has no version`);
}

async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, content);
  await rename(part, path);
}
