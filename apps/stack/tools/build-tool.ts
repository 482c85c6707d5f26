import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repositoryRoot } from '../repository-root.ts';
import type { Tool } from './tool.ts';

/**
 * Builds the tool from tools/go.mod, whose go.sum pins every source, and returns the path of the
 * program.
 */
export async function buildTool(
  tool: Tool,
  version: string,
  folder: string,
  options: { env: NodeJS.ProcessEnv; report: (detail: string) => void; signal: AbortSignal },
): Promise<string> {
  const file = join(folder, tool.name);
  options.report('go build (minutes the first time)');
  // As for the official releases, without C: the same program, and no C compiler needed.
  const go = spawn(
    'go',
    [
      'build',
      '-trimpath',
      '-ldflags',
      `-s -w -X ${tool.versionVariable}=${version}`,
      '-o',
      file,
      tool.package,
    ],
    {
      cwd: join(repositoryRoot, 'tools'),
      env: { ...options.env, CGO_ENABLED: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
      signal: options.signal,
    },
  );
  let output = '';
  go.stderr.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-2000);
  });
  let code: unknown;
  try {
    const closed: unknown[] = await once(go, 'close');
    code = closed[0];
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new Error('there is no `go` on PATH to build it with', { cause: error });
  }
  if (code !== 0)
    throw new Error(
      `go build ended with code ${String(code)}: ${output.trim().split('\n').slice(-4).join(' ')}`,
    );
  return file;
}
