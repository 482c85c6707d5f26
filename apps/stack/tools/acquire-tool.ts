import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createFolder } from '../folders/create-folder.ts';
import { type OnStep, runStackStep } from '../stack-step.ts';
import { buildTool } from './build-tool.ts';
import { downloadRelease, OFFICIAL_RELEASES, ReleaseUnavailableError } from './download-release.ts';
import { RELEASE_SHA256 } from './release-sha256.ts';
import { type Platform, thisPlatform, type Tool, type ToolName, TOOLS } from './tool.ts';
import { isAcceptable, pinnedVersion } from './versions.ts';
import { withLock } from './with-lock.ts';

export interface AcquiredTool {
  file: string;
  version: string;
  from: 'path' | 'cache' | 'release' | 'build';
}

export interface AcquireOptions {
  onStep?: OnStep;
  /**
   * PATH, and FERMATA_RELEASES_URL to replace https://github.com. Default: this process's
   * environment.
   */
  env?: NodeJS.ProcessEnv;
  cacheFolder?: string;
  platform?: Platform;
  /** Of release archives, by name. Default: those of this repository. */
  sha256Of?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

export const defaultCacheFolder = (): string => join(homedir(), '.cache', 'fermata');

/**
 * Finds a tool on PATH or in the cache; else downloads its official release into the cache; else
 * builds it. Throws an Error that lists all attempts.
 */
export async function acquireTool(
  name: ToolName,
  options: AcquireOptions = {},
): Promise<AcquiredTool> {
  const found = await findTool(name, options);
  if (found) return found;
  const {
    onStep = () => undefined,
    env = process.env,
    cacheFolder = defaultCacheFolder(),
    platform = thisPlatform,
    sha256Of = RELEASE_SHA256,
    signal = new AbortController().signal,
  } = options;
  const tool = TOOLS[name];
  const version = await pinnedVersion(tool.module);
  const home = cacheHome(tool, version, cacheFolder, platform);
  return await runStackStep(
    `get ${name} ${version}`,
    onStep,
    (report) =>
      withLock(
        `${home}.lock`,
        (pid) => report(`waiting for process ${pid}, which installs it`),
        async () => {
          // Another process may have installed it while this one waited for the lock.
          const installed = await findTool(name, options);
          if (installed) return installed;
          const work = await mkdtemp(`${home}.new-`);
          const install = async (
            program: string,
            from: 'release' | 'build',
          ): Promise<AcquiredTool> => {
            await chmod(program, 0o755);
            await createFolder(home);
            const file = join(home, name);
            await rename(program, file);
            return { file, version, from };
          };
          try {
            try {
              report('downloading the official release');
              return await install(
                await downloadRelease(tool, version, work, {
                  platform,
                  baseUrl: env.FERMATA_RELEASES_URL ?? OFFICIAL_RELEASES,
                  sha256Of,
                  report,
                  signal,
                }),
                'release',
              );
            } catch (error) {
              signal.throwIfAborted();
              if (!(error instanceof ReleaseUnavailableError)) throw error;
              try {
                return await install(
                  await buildTool(tool, version, work, { env, report, signal }),
                  'build',
                );
              } catch (buildError) {
                signal.throwIfAborted();
                throw new Error(
                  `${name} ${version} is not on PATH and could not be installed: ${error.message}; ` +
                    `${buildError instanceof Error ? buildError.message : String(buildError)}. ` +
                    `Put ${name} on PATH, or install Go (https://go.dev/dl) and try again`,
                  { cause: buildError },
                );
              }
            }
          } finally {
            await rm(work, { recursive: true, force: true });
          }
        },
      ),
    ({ from }) =>
      from === 'build'
        ? 'built from tools/go.mod'
        : from === 'release'
          ? 'official release, sha256 verified'
          : 'installed by another process',
  );
}

/** The tool on PATH if it is new enough, else the cached one, else null. */
export async function findTool(
  name: ToolName,
  {
    env = process.env,
    cacheFolder = defaultCacheFolder(),
    platform = thisPlatform,
  }: AcquireOptions = {},
): Promise<AcquiredTool | null> {
  const tool = TOOLS[name];
  const pinned = await pinnedVersion(tool.module);
  const cached = join(cacheHome(tool, pinned, cacheFolder, platform), name);
  for (const folder of (env.PATH ?? '').split(':').filter(Boolean)) {
    const file = join(folder, name);
    const version = (await isProgram(file)) ? await versionOf(tool, file) : null;
    if (version && isAcceptable(version, tool.minimum ?? pinned))
      return { file, version, from: 'path' };
  }
  return (await isProgram(cached)) ? { file: cached, version: pinned, from: 'cache' } : null;
}

const cacheHome = (
  tool: Tool,
  version: string,
  cacheFolder: string,
  { os, arch }: Platform,
): string => join(cacheFolder, `${tool.name}-${version}-${os}-${arch}`);

const isProgram = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile() && (found.mode & 0o111) !== 0,
    () => false,
  );

/** The version that the program reports; null when it reports no known version. */
async function versionOf(tool: Tool, file: string): Promise<string | null> {
  const answer = await promisify(execFile)(file, ['--version'], { timeout: 10_000 }).catch(
    () => null,
  );
  return tool.versionIn.exec(answer?.stdout ?? '')?.[1] ?? null;
}
