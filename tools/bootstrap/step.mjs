import { spawn } from 'node:child_process';

// Everything here goes to stderr: stdout stays for the command's own output.
export const say = (line) => process.stderr.write(`${line}\n`);

/** Runs `work` as a step that shows each 10 s (on a terminal each second) that it is alive, and at the end how long it took. */
export async function step(name, work) {
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`.padStart(7);
  const live = process.stderr.isTTY;
  const beat = () =>
    live
      ? process.stderr.write(`\r\u001b[2K… ${seconds()}  ${name}`)
      : say(`… ${seconds()}  ${name}`);
  if (live) beat();
  const timer = setInterval(beat, live ? 1000 : 10_000);
  const end = (mark) => {
    clearInterval(timer);
    if (live) process.stderr.write('\r\u001b[2K');
    say(`${mark} ${seconds()}  ${name}`);
  };
  try {
    await work();
  } catch (fault) {
    end('✗');
    throw fault;
  }
  end('✓');
}

/** Runs a program to its end. Quiet while it works; when it fails, the end of what it said is thrown. */
export function run(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        said = (said + text).slice(-8000);
      });
    child.once('error', reject);
    child.once('close', (code, signal) =>
      code === 0
        ? resolve()
        : reject(
            new Error(
              `${[file, ...args].join(' ')} ended with ${signal ?? `code ${code}`}:\n${said.trim()}`,
            ),
          ),
    );
  });
}
