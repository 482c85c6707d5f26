import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Runs a program in place of this one: same terminal, signals and exit code. */
export function become(file, args, env) {
  const child = spawn(file, args, { env, stdio: 'inherit' });
  // The terminal sends Ctrl-C to both processes, so the child handles it. SIGTERM reaches only this process.
  const forward = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.exitCode = signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1);
      resolve();
    });
  }).finally(() => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, forward);
  });
}
