import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessPlan } from '../process/supervised-process.ts';
import { repositoryRoot } from '../repository-root.ts';
import type { ServiceName } from '../service-name.ts';
import { plainEnv } from '../settings/stack-env.ts';
import { defaultCacheFolder } from '../tools/acquire-tool.ts';
import { assertHttpOk } from './assert-http-ok.ts';

const APP_FOLDERS = {
  worker: 'worker',
  'worker-audio': 'worker',
  api: 'api',
  partner: 'partner-sandbox',
  preview: 'preview',
} as const satisfies Partial<Record<ServiceName, string>>;

interface Tuning {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const TUNING: Partial<Record<ServiceName, Tuning>> = {
  // A burst of requests creates and evicts many workflows. By default the heaps grow to several times
  // the live memory before they are collected, and glibc's arenas keep freed memory.
  worker: {
    args: ['--heap-growing-percent=30', '--max-semi-space-size=8'],
    env: { MALLOC_ARENA_MAX: '2' },
  },
  // The engine's processes allocate and free large buffers all the time. Parallel garbage collection
  // beside them reduced throughput by a tenth.
  'worker-audio': {
    args: ['--single-threaded-gc', '--max-semi-space-size=8'],
    env: { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '1048576' },
  },
};

/** A Node.js process of this repository, run from its build. */
export function planNodeService(
  name: keyof typeof APP_FOLDERS,
  options: { logFile: string; env: Record<string, string>; healthUrl: string; stopSeconds: number },
): ProcessPlan {
  const main = join(repositoryRoot, 'apps', APP_FOLDERS[name], 'dist', 'main.js');
  if (!existsSync(main)) throw new Error(`${main} does not exist: run \`npm run build\` first`);
  const { args, env } = TUNING[name] ?? { args: [], env: {} };
  return {
    name,
    logFile: options.logFile,
    stopSignal: 'SIGTERM',
    startSeconds: 60,
    stopSeconds: options.stopSeconds,
    command: () => ({
      file: process.execPath,
      args: ['--enable-source-maps', ...args, main],
      env: {
        ...env,
        ...plainEnv(),
        ...options.env,
        NODE_COMPILE_CACHE: join(defaultCacheFolder(), 'compiled'),
      },
      cwd: repositoryRoot,
    }),
    check: () => assertHttpOk(options.healthUrl),
  };
}
