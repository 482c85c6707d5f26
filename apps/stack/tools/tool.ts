export const TOOL_NAMES = ['temporal', 'versitygw'] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

export interface Platform {
  os: string;
  arch: string;
}
export const thisPlatform: Platform = { os: process.platform, arch: process.arch };

export interface Tool {
  name: ToolName;
  /** The Go module whose version in tools/go.mod is the tool's. */
  module: string;
  /** What `go build` builds of it. */
  package: string;
  /** The linker's variable for the version, so that a build of ours can say what it is. */
  versionVariable: string;
  /** The archive of a release, null where none is made. `version` without v. */
  archive(version: string, platform: Platform): string | null;
  /** Finds, in what `--version` prints, the figure that `minimum` is about. */
  versionIn: RegExp;
  /**
   * The oldest that does what we need, of the same major version. Undefined: the one of
   * tools/go.mod.
   */
  minimum?: string;
}

const GO_ARCH: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };
const TEMPORAL_OS: Record<string, string> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const VERSITY_ARCH: Record<string, string> = { x64: 'x86_64', arm64: 'arm64' };
const VERSITY_OS: Record<string, string> = { linux: 'Linux', darwin: 'Darwin' };

export const TOOLS: Record<ToolName, Tool> = {
  temporal: {
    name: 'temporal',
    module: 'github.com/temporalio/cli',
    package: 'github.com/temporalio/cli/cmd/temporal',
    versionVariable: 'github.com/temporalio/cli/temporalcli.Version',
    archive: (version, { os, arch }) =>
      TEMPORAL_OS[os] && GO_ARCH[arch]
        ? `temporal_cli_${version}_${TEMPORAL_OS[os]}_${GO_ARCH[arch]}.tar.gz`
        : null,
    // The server inside counts: the first one with fairness in its new matcher.
    versionIn: /Server (\d+\.\d+\.\d+)/,
    minimum: '1.29.0',
  },
  versitygw: {
    name: 'versitygw',
    module: 'github.com/versity/versitygw',
    package: 'github.com/versity/versitygw/cmd/versitygw',
    versionVariable: 'main.Version',
    archive: (version, { os, arch }) =>
      VERSITY_OS[os] && VERSITY_ARCH[arch]
        ? `versitygw_v${version}_${VERSITY_OS[os]}_${VERSITY_ARCH[arch]}.tar.gz`
        : null,
    versionIn: /Version\s*:\s*v?(\d+\.\d+\.\d+)/,
  },
};
