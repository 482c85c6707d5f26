import { expect, test } from 'vitest';
import { RELEASE_SHA256 } from './release-sha256.ts';
import { TOOLS } from './tool.ts';
import { isAcceptable, pinnedVersion, requiredVersion } from './versions.ts';

test('reads the version that go.mod requires', () => {
  const goMod =
    'module x\n\nrequire (\n\tgithub.com/temporalio/cli v1.5.1 // indirect\n' +
    '\tgithub.com/temporalio/cli-more v9.9.9\n)\nrequire github.com/a/b v2.0.1\n';
  expect(requiredVersion(goMod, 'github.com/temporalio/cli')).toBe('1.5.1');
  expect(requiredVersion(goMod, 'github.com/a/b')).toBe('2.0.1');
  expect(() => requiredVersion(goMod, 'github.com/temporalio')).toThrow(
    'go.mod requires no github.com/temporalio',
  );
});

test('tools/go.mod pins both tools', async () => {
  for (const tool of Object.values(TOOLS))
    expect(await pinnedVersion(tool.module)).toMatch(/^\d+\.\d+\.\d+$/);
});

test.each([
  ['1.8.0', '1.8.0', true],
  ['1.8.1', '1.8.0', true],
  ['1.10.0', '1.8.0', true],
  ['1.7.9', '1.8.0', false],
  ['2.0.0', '1.8.0', false],
  ['0.9.0', '1.8.0', false],
])('version %s where %s is wanted: %s', (version, minimum, expected) => {
  expect(isAcceptable(version, minimum)).toBe(expected);
});

test('parses the version output of the tools', () => {
  expect(
    TOOLS.temporal.versionIn.exec('temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)')?.[1],
  ).toBe('1.29.1');
  expect(
    TOOLS.temporal.versionIn.exec('temporal version 0.0.0-DEV (Server 1.29.1, UI 2.42.1)')?.[1],
  ).toBe('1.29.1');
  expect(TOOLS.versitygw.versionIn.exec('Version  : v1.8.0\nBuild    : norev\n')?.[1]).toBe(
    '1.8.0',
  );
  expect(TOOLS.versitygw.versionIn.exec('Version  : git\n')).toBeNull();
});

test('release archives are named as the projects name them; systems without a release have none', () => {
  expect(TOOLS.temporal.archive('1.5.1', { os: 'linux', arch: 'x64' })).toBe(
    'temporal_cli_1.5.1_linux_amd64.tar.gz',
  );
  expect(TOOLS.temporal.archive('1.5.1', { os: 'darwin', arch: 'arm64' })).toBe(
    'temporal_cli_1.5.1_darwin_arm64.tar.gz',
  );
  expect(TOOLS.versitygw.archive('1.8.0', { os: 'linux', arch: 'x64' })).toBe(
    'versitygw_v1.8.0_Linux_x86_64.tar.gz',
  );
  expect(TOOLS.versitygw.archive('1.8.0', { os: 'darwin', arch: 'arm64' })).toBe(
    'versitygw_v1.8.0_Darwin_arm64.tar.gz',
  );
  expect(TOOLS.versitygw.archive('1.8.0', { os: 'aix', arch: 'ppc64' })).toBeNull();
});

test.each([
  { os: 'linux', arch: 'x64' },
  { os: 'linux', arch: 'arm64' },
  { os: 'darwin', arch: 'x64' },
  { os: 'darwin', arch: 'arm64' },
])('the sha256 of both releases for $os on $arch is in the repository', async (platform) => {
  for (const tool of Object.values(TOOLS)) {
    const archive = tool.archive(await pinnedVersion(tool.module), platform) ?? '';
    expect(RELEASE_SHA256[archive], archive).toMatch(/^[0-9a-f]{64}$/);
  }
});
