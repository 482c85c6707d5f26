import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { sha256OfFile } from './sha256-of-file.ts';
import type { Platform, Tool } from './tool.ts';

/** The release is not available (no such release, no network): the next method may be tried. */
export class ReleaseUnavailableError extends Error {
  override readonly name = 'ReleaseUnavailableError';
}
/** The download does not match the release: no other method is tried. */
class ReleaseRejectedError extends Error {
  override readonly name = 'ReleaseRejectedError';
}

export const OFFICIAL_RELEASES = 'https://github.com';
const CONNECT_TIMEOUT_MS = 15_000;
const STALL_TIMEOUT_MS = 30_000;
const MAX_BYTES = 500 * 1024 * 1024;

/**
 * Downloads the official release for the platform into `folder`, verifies its sha256, and returns the
 * path of its program. `sha256Of`: by the name of the archive; one without is not downloaded.
 */
export async function downloadRelease(
  tool: Tool,
  version: string,
  folder: string,
  options: {
    platform: Platform;
    baseUrl: string;
    sha256Of: Readonly<Record<string, string>>;
    report: (detail: string) => void;
    signal: AbortSignal;
  },
): Promise<string> {
  const archive = tool.archive(version, options.platform);
  if (archive === null)
    throw new ReleaseUnavailableError(
      `there is no release of ${tool.name} for ${options.platform.os} on ${options.platform.arch}`,
    );
  const expected = options.sha256Of[archive];
  if (expected === undefined)
    throw new ReleaseUnavailableError(`the sha256 of ${archive} is not known here`);
  const release = `${options.baseUrl}/${tool.module.replace('github.com/', '')}/releases/download/v${version}`;
  const file = join(folder, archive);
  await save(`${release}/${archive}`, file, options);
  const got = await sha256OfFile(file);
  if (got !== expected)
    throw new ReleaseRejectedError(
      `${release}/${archive} is refused: its sha256 is ${got}, not ${expected}`,
    );
  await promisify(execFile)('tar', ['-xzf', file, '-C', folder]);
  for (const candidate of [
    join(folder, tool.name),
    join(folder, archive.replace(/\.tar\.gz$/, ''), tool.name),
  ]) {
    if (
      await stat(candidate).then(
        (found) => found.isFile(),
        () => false,
      )
    )
      return candidate;
  }
  throw new ReleaseRejectedError(
    `${release}/${archive} is refused: there is no ${tool.name} in it`,
  );
}

async function get(url: string, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error
        ? error.cause.message
        : error instanceof Error
          ? error.message
          : String(error);
    throw new ReleaseUnavailableError(`${url} cannot be reached: ${cause}`, { cause: error });
  }
  if (!response.ok) throw new ReleaseUnavailableError(`${url} answers ${response.status}`);
  return response;
}

async function save(
  url: string,
  file: string,
  { report, signal }: { report: (detail: string) => void; signal: AbortSignal },
): Promise<void> {
  const stalled = new AbortController();
  let watchdog = setTimeout(() => stalled.abort(), CONNECT_TIMEOUT_MS);
  const either = AbortSignal.any([signal, stalled.signal]);
  let bytes = 0;
  try {
    const response = await get(url, either);
    if (!response.body) throw new ReleaseUnavailableError(`${url} answers without a body`);
    const total = Number(response.headers.get('content-length') ?? 0);
    const meter = new Transform({
      transform(chunk: Uint8Array, _encoding, done) {
        clearTimeout(watchdog);
        watchdog = setTimeout(() => stalled.abort(), STALL_TIMEOUT_MS);
        bytes += chunk.length;
        report(`${(bytes / 1e6).toFixed(0)}${total ? ` of ${(total / 1e6).toFixed(0)}` : ''} MB`);
        done(
          bytes > MAX_BYTES
            ? new ReleaseRejectedError(
                `${url} is refused: it has more than ${MAX_BYTES / 1024 / 1024} MB`,
              )
            : null,
          chunk,
        );
      },
    });
    await pipeline(Readable.fromWeb(response.body), meter, createWriteStream(file), {
      signal: either,
    });
  } catch (error) {
    if (error instanceof ReleaseRejectedError || error instanceof ReleaseUnavailableError)
      throw error;
    throw new ReleaseUnavailableError(`${url} broke off after ${bytes} bytes`, { cause: error });
  } finally {
    clearTimeout(watchdog);
  }
}
