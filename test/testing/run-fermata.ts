import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { repositoryRoot } from '@fermata/stack';

export type CommandResult = {
  code: number | null;
  stdout: string;
  stderr: string;
  /** stdout as the one JSON value that it must be. */ json(): unknown;
};

/** Runs the `fermata` command as people do: its own process, from the build. `env` is all it gets besides PATH and HOME. */
export async function fermata(
  args: readonly string[],
  env: Record<string, string>,
  options: { interruptWhen?: RegExp } = {},
): Promise<CommandResult> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(
    process.execPath,
    [join(repositoryRoot, 'apps', 'cli', 'bin', 'fermata.mjs'), ...args],
    { env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let [stdout, stderr] = ['', ''];
  let interrupted = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    // Once: a second Ctrl-C means at once and without a word.
    if (!interrupted && options.interruptWhen?.test(stderr)) interrupted = child.kill('SIGINT');
  });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  return { code, stdout, stderr, json: () => JSON.parse(stdout) };
}
