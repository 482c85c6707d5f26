#!/usr/bin/env node
// The `fermata` command. Any Node may start it; Fermata itself runs on the Node 24 that npm
// installed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
if (!existsSync(main)) {
  process.stderr.write('fermata: Fermata is not built yet: run `npm run build` in its folder.\n');
  process.exit(1);
}
const node = nodeOfNpm();
if (node === null || Number(process.versions.node.split('.')[0]) >= 24)
  await import(new URL('../dist/main.js', import.meta.url));
else {
  const child = spawn(
    node,
    ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  // Ctrl-C in a terminal reaches both processes; only the child handles it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  child.once('close', (code, signal) =>
    process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)),
  );
}

function nodeOfNpm() {
  try {
    const file = join(
      dirname(createRequire(import.meta.url).resolve('node/package.json')),
      'bin',
      'node',
    );
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}
