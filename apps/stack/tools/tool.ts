export const TOOL_NAMES = ['temporal', 'versitygw'] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

export interface Platform {
  os: string;
  arch: string;
}
export const thisPlatform: Platform = { os: process.platform, arch: process.arch };

export interface Tool {
  name: ToolName;
  /** The Go module whose version in tools/go.mod is the version of the tool. */
  module: string;
  /** The package that `go build` builds. */
  package: string;
  /** The linker variable for the version, so that our own build reports it. */
  versionVariable: string;
  /** The archive of a release, null for a platform without one. `version` without v. */
  archive(version: string, platform: Platform): string | null;
  /** Matches, in the output of `--version`, the number that `minimum` refers to. */
  versionIn: RegExp;
  /**
   * The oldest sufficient version, of the same major version. Undefined: the version in
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
    // This is the version of the bundled server: the first with fairness in its new matcher.
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
