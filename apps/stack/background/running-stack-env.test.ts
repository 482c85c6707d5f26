import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeStackFile } from '../data/stack-file.ts';
import { readPorts } from '../ports/ports.ts';
import { identify } from '../process/process-identity.ts';
import { readOrMakeKeys } from '../settings/keys.ts';
import { addressesOf, stackEnv } from '../settings/stack-env.ts';
import { runningStackEnv } from './running-stack-env.ts';

test('returns the environment of the running stack, or null if none runs', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'fermata-running-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const keys = await readOrMakeKeys(dataDir);
  expect(await runningStackEnv(dataDir, {})).toBeNull();

  const env = { TEMPORAL_ADDRESS: 'temporal.example:7233', TEMPORAL_NAMESPACE: 'music' };
  const started = stackEnv({
    dataDir,
    ports: readPorts({ FERMATA_POSTGRES_PORT: '5555', FERMATA_API_PORT: '5556' }),
    keys,
    outside: new Set(['temporal']),
    env,
  });
  const supervisor = await identify(process.pid);
  if (!supervisor) throw new Error('this process has no identity');
  await writeStackFile(dataDir, {
    supervisor,
    since: new Date().toISOString(),
    state: 'running',
    addresses: addressesOf(started),
    outside: ['temporal'],
    services: {},
  });
  expect(await runningStackEnv(dataDir, env)).toEqual(started);
  expect(
    (await runningStackEnv(dataDir, {}))?.TEMPORAL_ADDRESS,
    'settings of external services are not guessed',
  ).toBeUndefined();
});
