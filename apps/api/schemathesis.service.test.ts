import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiHarness, KEYS, startApiHarness } from './testing/api-harness.ts';

/** The command of https://schemathesis.io; `.ci/run` installs it. Without it, the tests are skipped. */
const { FERMATA_SCHEMATHESIS: schemathesis } = process.env;
const WHY_SKIPPED = schemathesis
  ? ''
  : ' (skipped: FERMATA_SCHEMATHESIS names no command; .ci/run installs one if its packages can be had)';
/** Minutes; more than five on a machine that others share. */
const TEST_TIMEOUT_MS = 900_000;
const UNLIMITED = 1_000_000;
const config = join(import.meta.dirname, 'testing', 'schemathesis.toml');

let harness: ApiHarness | undefined;
/** Where the command writes what it found. */
let folder = '';
beforeAll(async () => {
  if (!schemathesis) return;
  folder = await mkdtemp(join(tmpdir(), 'fermata-schemathesis-'));
  harness = await startApiHarness({
    limits: {
      requestsPerMinute: UNLIMITED,
      readsPerMinute: UNLIMITED,
      commandsPerMinute: UNLIMITED,
      previewsPerMinute: UNLIMITED,
      commandMs: 100,
    },
    previews: { processes: 1 },
  });
});
afterAll(async () => {
  await harness?.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Report {
  readonly code: number | string;
  readonly text: string;
}

/** Sends valid and invalid cases made from the API's own document. */
const sendCases = (key: string, options: readonly string[]): Promise<Report> =>
  new Promise((resolve) => {
    execFile(
      schemathesis ?? '',
      [
        ...['--config-file', config, 'run', `${harness?.url}/openapi.json`],
        ...['--header', `Authorization: Bearer ${key}`, '--no-color', ...options],
      ],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, text: stdout + stderr }),
    );
  });

// The phase `coverage` has most cases, so it runs once, for the caller who may do most.
const ALL_PHASES: readonly string[] = [];
const FUZZING: readonly string[] = ['--phases', 'fuzzing'];

describe('every answer is as the OpenAPI document says, and none is a failure of the server', () => {
  it.skipIf(!schemathesis).each([
    { caller: 'operations', key: KEYS.otto, phases: ALL_PHASES, cases: 2000 },
    { caller: 'a creator', key: KEYS.ada, phases: FUZZING, cases: 200 },
    { caller: 'a reviewer', key: KEYS.rita, phases: FUZZING, cases: 200 },
    { caller: 'a partner', key: KEYS.shop, phases: FUZZING, cases: 200 },
  ])(
    `for $caller, in at least $cases cases of schemathesis${WHY_SKIPPED}`,
    async ({ key, phases, cases }) => {
      const { code, text } = await sendCases(key, phases);
      expect(code, text).toBe(0);
      expect(Number(/(\d+) generated/.exec(text)?.[1])).toBeGreaterThanOrEqual(cases);
    },
    TEST_TIMEOUT_MS,
  );
});
