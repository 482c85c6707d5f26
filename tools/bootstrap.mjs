// Entry point of all npm scripts. Installs and builds missing parts, then runs the command with Node 24.
// Plain JavaScript for Node 20 and newer, because it runs before anything is installed.
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { become } from './bootstrap/become.mjs';
import { build } from './bootstrap/build.mjs';
import { check } from './bootstrap/check.mjs';
import { install } from './bootstrap/install.mjs';
import { log } from './bootstrap/step.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [task = '', ...given] = process.argv.slice(2);

const TASKS = {
  build: null,
  check: null,
  demo: ['apps/cli/dist/main.js', 'demo'],
  start: ['apps/cli/dist/main.js', 'up'],
  bench: ['test/dist/bench/main.js'],
  gallery: ['music/dist/gallery/main.js'],
  test: [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    '--outputFile.json=node_modules/.cache/fermata/test-results.json',
  ],
};

async function main() {
  if (!Object.hasOwn(TASKS, task))
    throw new Error(`usage: node tools/bootstrap.mjs ${Object.keys(TASKS).join('|')} [arguments]`);
  if (Number(process.versions.node.split('.')[0]) < 20)
    throw new Error(`Node.js ${process.versions.node} is too old: install Node.js 20 or newer`);
  await install(root);
  const bin = join(root, 'node_modules', '.bin');
  const env = {
    ...process.env,
    PATH: [bin, process.env.PATH].join(delimiter),
    NODE_OPTIONS: [process.env.NODE_OPTIONS, '--disable-warning=ExperimentalWarning']
      .filter(Boolean)
      .join(' '),
  };
  if (!process.stdout.isTTY && env.FORCE_COLOR === undefined) env.NO_COLOR = '1';
  await build(root, env, { withTests: ['build', 'check', 'test', 'bench'].includes(task) });
  if (['check', 'test'].includes(task)) await check(root, env);
  const command = TASKS[task];
  if (command === null) return;
  const [script, ...args] = command;
  if (!existsSync(join(root, script))) throw new Error(`${script} is missing after the build`);
  await become(join(bin, 'node'), [join(root, script), ...args, ...given], env);
}

try {
  await main();
} catch (error) {
  log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
