import { spawn } from 'node:child_process';

// Progress goes to stderr: stdout belongs to the command.
export const log = (line) => process.stderr.write(`${line}\n`);

/** Runs `work`, reports progress every 10 s (every second on a terminal) and the time taken. */
export async function step(name, work) {
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`.padStart(7);
  const live = process.stderr.isTTY;
  const beat = () =>
    live
      ? process.stderr.write(`\r\u001b[2K… ${seconds()}  ${name}`)
      : log(`… ${seconds()}  ${name}`);
  if (live) beat();
  const timer = setInterval(beat, live ? 1000 : 10_000);
  const end = (mark) => {
    clearInterval(timer);
    if (live) process.stderr.write('\r\u001b[2K');
    log(`${mark} ${seconds()}  ${name}`);
  };
  try {
    await work();
  } catch (error) {
    end('✗');
    throw error;
  }
  end('✓');
}

/** Runs a program quietly. Throws with the end of its output if it fails. */
export function run(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output = (output + text).slice(-8000);
      });
    child.once('error', reject);
    child.once('close', (code, signal) =>
      code === 0
        ? resolve()
        : reject(
            new Error(
              `${[file, ...args].join(' ')} ended with ${signal ?? `code ${code}`}:\n${output.trim()}`,
            ),
          ),
    );
  });
}
