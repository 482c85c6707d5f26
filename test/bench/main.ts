import { writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { wholeNumber } from '@fermata/contracts/settings';
import { benchMaster } from './bench-master.ts';
import type { BenchOptions } from './bench-options.ts';
import { benchPipeline } from './bench-pipeline.ts';
import { benchPreview } from './bench-preview.ts';
import { benchRelease } from './bench-release.ts';
import { benchRender } from './bench-render.ts';
import { benchRequested } from './bench-requested.ts';
import { BenchServices } from './bench-services.ts';
import { benchTrack } from './bench-track.ts';
import { benchUnderstand } from './bench-understand.ts';
import { benchWebhooks } from './bench-webhooks.ts';

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<object>>> = {
  track: benchTrack,
  preview: benchPreview,
  render: benchRender,
  master: benchMaster,
  pipeline: (options) =>
    options.requested === undefined
      ? benchPipeline(options)
      : benchRequested(options.requested, options),
  webhooks: benchWebhooks,
  release: benchRelease,
  understand: benchUnderstand,
};
const USAGE = `npm run bench -- ${Object.keys(BENCHES).join('|')} [FILE.json] [--quick] [--tracks N] [--requested N]
  FILE.json    also writes the report to this file; stdout has it in any case
  --quick      a single small run that shows that it works; its figures are meaningless
  --tracks N   pipeline: the number of tracks for the memory measurement (8; full run: 200)
  --requested N  pipeline: instead compare N short tracks requested at once with 20`;

const Arguments = z.object({
  quick: z.boolean().default(false),
  tracks: wholeNumber('--tracks', 2, 10_000).optional(),
  requested: wholeNumber('--requested', 2, 10_000).optional(),
});

class UsageError extends Error {}

const services = new BenchServices();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void interrupt(signal));

try {
  await main().finally(() => services.close());
  process.exit();
} catch (error) {
  // An interrupted benchmark fails because its services stop.
  if (process.exitCode !== undefined) process.exit();
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n${USAGE}\n`);
  process.exit(2);
}

/** Does not wait for the benchmark, which may compute or poll for minutes. */
async function interrupt(signal: 'SIGINT' | 'SIGTERM'): Promise<void> {
  process.exitCode = 128 + constants.signals[signal];
  process.stderr.write(`${signal}: stopping the services …\n`);
  await services
    .close()
    .catch((error: unknown) => process.stderr.write(`cannot stop them: ${String(error)}\n`));
  process.exit();
}

async function main(): Promise<void> {
  const {
    values,
    positionals: [name = '', file, ...rest],
  } = readArguments();
  const bench = BENCHES[name];
  const args = Arguments.safeParse(values);
  if (!bench)
    throw new UsageError(`the benchmark must be one of: ${Object.keys(BENCHES).join(', ')}`);
  if (rest.length > 0)
    throw new UsageError(`only one report file can be written, not also ${rest.join(', ')}`);
  if (!args.success)
    throw new UsageError(args.error.issues.map((issue) => issue.message).join('; '));
  const { quick, tracks = quick ? 2 : 8, requested } = args.data;
  const report = await bench({
    quick,
    tracks,
    requested,
    services,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  if (file) await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        quick: { type: 'boolean' },
        tracks: { type: 'string' },
        requested: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
