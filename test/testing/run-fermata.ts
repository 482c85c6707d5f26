import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { repositoryRoot } from '@fermata/stack';

export type CommandResult = {
  code: number | null;
  stdout: string;
  stderr: string;
  /** Parses stdout as a single JSON value. */ json(): unknown;
};

/** Runs the built `fermata` command in its own process. `env` is its environment besides PATH and HOME. */
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
    // Only one: a second Ctrl-C ends the command immediately.
    if (!interrupted && options.interruptWhen?.test(stderr)) interrupted = child.kill('SIGINT');
  });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  return { code, stdout, stderr, json: (): unknown => JSON.parse(stdout) };
}
