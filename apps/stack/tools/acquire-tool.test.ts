import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { StackStep } from '../stack-step.ts';
import { acquireTool, findTool } from './acquire-tool.ts';
import { TOOLS } from './tool.ts';
import { pinnedVersion } from './versions.ts';

const platform = { os: 'linux', arch: 'x64' };
const version = await pinnedVersion(TOOLS.versitygw.module);
const archive = `versitygw_v${version}_Linux_x86_64`;
const release = `/versity/versitygw/releases/download/v${version}`;
// Only tar and gzip, and no other programs of the test machine.
const tools = dirname(execFileSync('sh', ['-c', 'command -v tar'], { encoding: 'utf8' }).trim());

const program = (folder: string, name: string, script: string): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
};

/** A release server, a cache and a PATH without go. `files`: path → content. */
async function fixture(files: Record<string, Buffer | string>) {
  const folder = mkdtempSync(join(tmpdir(), 'fermata-tools-'));
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    asked.push(request.url ?? '');
    const body = files[request.url ?? ''];
    if (body === undefined) answer.writeHead(404).end('not found');
    else answer.writeHead(200, { 'content-length': Buffer.byteLength(body) }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const name of ['tar', 'gzip', 'sh'])
    execFileSync('ln', [
      '-s',
      execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim(),
      join(bin, name),
    ]);
  const steps: StackStep[] = [];
  const cacheFolder = join(folder, 'cache');
  const options = {
    platform,
    sha256Of: { [`${archive}.tar.gz`]: sha256(packed) },
    cacheFolder,
    env: { PATH: bin, FERMATA_RELEASES_URL: `http://127.0.0.1:${address.port}` },
    onStep: (step: StackStep) => steps.push(step),
  };
  return {
    folder,
    bin,
    asked,
    steps,
    options,
    cacheFolder,
    file: join(cacheFolder, `versitygw-${version}-linux-x64`, 'versitygw'),
  };
}

function releaseArchive(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'fermata-release-'));
  program(join(folder, archive), 'versitygw', 'echo from the release');
  execFileSync('tar', ['-czf', join(folder, 'x.tar.gz'), '-C', folder, archive], {
    env: { PATH: `${tools}:/usr/bin:/bin` },
  });
  const bytes = readFileSync(join(folder, 'x.tar.gz'));
  rmSync(folder, { recursive: true });
  return bytes;
}
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const packed = releaseArchive();
const good = {
  [`${release}/${archive}.tar.gz`]: packed,
};

test('downloads the official release, verifies its sha256, and then finds it in the cache', async () => {
  const { options, asked, file, steps, cacheFolder } = await fixture(good);
  expect(await findTool('versitygw', options)).toBeNull();
  expect(await acquireTool('versitygw', options)).toEqual({ file, version, from: 'release' });
  expect(execFileSync(file, { encoding: 'utf8' })).toBe('from the release\n');
  expect(steps.map(({ state }) => state)).toEqual(expect.arrayContaining(['started', 'done']));
  expect(steps.at(-1)).toMatchObject({
    name: `get versitygw ${version}`,
    state: 'done',
    detail: 'official release, sha256 verified',
  });
  expect(readdirSync(cacheFolder), 'no partial installation is left').toEqual([
    `versitygw-${version}-linux-x64`,
  ]);
  const before = asked.length;
  expect(await acquireTool('versitygw', options)).toEqual({ file, version, from: 'cache' });
  expect(asked).toHaveLength(before);
});

test('one of several simultaneous callers downloads it', async () => {
  const { options, asked } = await fixture(good);
  const got = await Promise.all([1, 2, 3].map(() => acquireTool('versitygw', options)));
  expect(got.map(({ from }) => from).sort()).toEqual(['cache', 'cache', 'release']);
  expect(asked).toHaveLength(1);
});

test('refuses a release with another sha256, whatever its own checksums say, without trying another way', async () => {
  const changed = Buffer.concat([packed, Buffer.from('more')]);
  const { options, bin, file, cacheFolder } = await fixture({
    [`${release}/checksums.txt`]: `${sha256(changed)}  ${archive}.tar.gz\n`,
    [`${release}/${archive}.tar.gz`]: changed,
  });
  program(bin, 'go', 'exit 9');
  await expect(acquireTool('versitygw', options)).rejects.toThrow(
    `is refused: its sha256 is ${sha256(changed)}, not ${sha256(packed)}`,
  );
  expect(existsSync(file)).toBe(false);
  expect(readdirSync(cacheFolder)).toEqual([]);
});

test('does not download a release whose sha256 is not known', async () => {
  const { options, asked } = await fixture(good);
  await expect(acquireTool('versitygw', { ...options, sha256Of: {} })).rejects.toThrow(
    `the sha256 of ${archive}.tar.gz is not known here; there is no \`go\` on PATH to build it with`,
  );
  expect(asked).toEqual([]);
});

test('builds from go.mod if there is no release', async () => {
  const { options, bin, file } = await fixture({});
  // A fake go that records its arguments and creates the requested program.
  program(
    bin,
    'go',
    'while [ $# -gt 0 ]; do if [ "$1" = -o ]; then out="$2"; fi; last="$1"; shift; done\n' +
      'printf "#!/bin/sh\\necho built %s\\n" "$last" > "$out"',
  );
  expect(await acquireTool('versitygw', options)).toEqual({ file, version, from: 'build' });
  expect(execFileSync(file, { encoding: 'utf8' })).toBe(
    'built github.com/versity/versitygw/cmd/versitygw\n',
  );
});

test('the error lists all attempts if none works', async () => {
  const { options } = await fixture({});
  await expect(acquireTool('versitygw', options)).rejects.toThrow(
    new RegExp(
      '^versitygw .* is not on PATH and could not be installed: ' +
        'http:.*\\.tar\\.gz answers 404; there is no `go` on PATH to build it with\\. ' +
        'Put versitygw on PATH, or install Go',
    ),
  );
});

test('the error of a failed build has the output of the compiler', async () => {
  const { options, bin, cacheFolder } = await fixture({});
  program(bin, 'go', 'echo "no space left" >&2; exit 1');
  await expect(acquireTool('versitygw', options)).rejects.toThrow(
    'go build ended with code 1: no space left',
  );
  expect(readdirSync(cacheFolder)).toEqual([]);
});

test('uses the tool on PATH only if it is new enough', async () => {
  const { options, bin } = await fixture({});
  program(bin, 'versitygw', 'echo "Version  : v1.0.0"');
  expect(await findTool('versitygw', options)).toBeNull();
  program(bin, 'versitygw', `echo "Version  : v${version}"`);
  expect(await findTool('versitygw', options)).toEqual({
    file: join(bin, 'versitygw'),
    version,
    from: 'path',
  });
  program(bin, 'versitygw', 'echo "Version  : git"');
  expect(await findTool('versitygw', options)).toBeNull();
});

test('takes over the lock of a process that died', async () => {
  const { options, file, cacheFolder } = await fixture(good);
  mkdirSync(cacheFolder);
  writeFileSync(
    `${dirname(file)}.lock`,
    JSON.stringify({ pid: process.pid, startedAt: 'long ago' }),
  );
  expect(await acquireTool('versitygw', options)).toMatchObject({ from: 'release' });
});
