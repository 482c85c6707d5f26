import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { run, step } from './step.mjs';
import { verifyNode } from './verify-node.mjs';

/** Runs `npm ci` unless node_modules matches package-lock.json. */
export async function install(root) {
  if (isInstalled(root)) return;
  // Stops install scripts that download unused engines or send statistics.
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    SCARF_ANALYTICS: 'false',
    DO_NOT_TRACK: '1',
  };
  const npm = process.env.npm_execpath;
  // --loglevel=error hides warnings about the installing Node version: packages run on Node 24.
  const args = ['ci', '--loglevel=error', '--no-audit', '--no-fund', '--include=dev'];
  await step('install packages (npm ci)', () =>
    npm?.endsWith('.js')
      ? run(process.execPath, [npm, ...args], { cwd: root, env })
      : run('npm', args, { cwd: root, env }),
  );
  if (!isInstalled(root))
    throw new Error(
      'npm ci succeeded, but node_modules does not match package-lock.json: ' +
        'remove node_modules and try again',
    );
  await verifyNode(realpathSync(join(root, 'node_modules', '.bin', 'node')));
}

/** npm records the installed tree in node_modules/.package-lock.json. */
function isInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const have = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === null) throw new Error(`${root} has no readable package-lock.json`);
  if (have === null || !existsSync(join(root, 'node_modules', '.bin', 'node'))) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    const installed = have[path];
    // Optional packages for other systems are absent.
    return installed === undefined
      ? entry.optional === true || entry.devOptional === true || entry.peer === true
      : installed.version === entry.version;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}
