import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { CheckpointPage, LogPage } from '@fermata/contracts/http';
import { Checkpoint } from '@fermata/contracts/values';
import { repositoryRoot } from '@fermata/stack';
import { fermata } from '../testing/run-fermata.ts';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));
afterAll(() => testStack.close());

const Counts = z.object({
  events: z.number(),
  checkpoints: z.number(),
  versions: z.number(),
  recipes: z.number(),
  files: z.number(),
  sounds: z.number(),
});

let trackId = '';

beforeAll(async () => {
  trackId = await testStack.create({
    brief: { text: 'lo-fi with a señorita 夜', durationSeconds: 8, seed: 9_902 },
    alternates: ['no-drums'],
  });
  await testStack.stage(trackId, 'review');
  await testStack.approve(trackId);
}, 240_000);

/** Runs the script of an auditor who has Python 3 and a key, and nothing of ours. */
const recompute = (
  apiUrl: string,
): Promise<{ code: number | string; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(
      'python3',
      [join(repositoryRoot, 'test', 'stack', 'recompute_record.py')],
      {
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          FERMATA_API_URL: apiUrl,
          FERMATA_API_KEY: testStack.keyOf('otto'),
          TRACK_ID: trackId,
        },
      },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });

/** The API, with changed answers. */
async function altered(path: string, change: (body: string) => string): Promise<string> {
  const server = createServer((request, response) => {
    const { authorization = '' } = request.headers;
    void fetch(testStack.variable('FERMATA_API_URL') + (request.url ?? ''), {
      headers: { authorization },
    }).then(async (answer) => {
      const body = await answer.text();
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(request.url?.startsWith(path) === true ? change(body) : body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a stranger with Python and a key', () => {
  it('recomputes every hash, and verifies the checkpoint of a release that went live', async () => {
    const { position } = await testStack.event(trackId, 'release.ended');
    await testStack.until('a checkpoint of the release', async () => {
      const { items } = await testStack
        .as('otto')
        .get('/v1/audit/checkpoints', CheckpointPage, { limit: 100 });
      const last = z
        .looseObject({ position: Checkpoint.shape.position })
        .safeParse(JSON.parse(items.at(-1)?.text ?? '{}'));
      return last.success && last.data.position >= position ? last.data : undefined;
    });
    const { code, stdout, stderr } = await recompute(testStack.variable('FERMATA_API_URL'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const counts = Counts.parse(JSON.parse(stdout));
    expect(counts).toMatchObject({ versions: 1, recipes: 2 });
    expect(counts.events).toBeGreaterThanOrEqual(position);
    expect(counts.checkpoints).toBeGreaterThan(0);
    expect(counts.files).toBeGreaterThan(8);
    expect(counts.sounds).toBeGreaterThan(0);
  });

  it.each([
    ['/v1/audit/log', /"actor":"act_ada"/, '"actor":"act_eve"', 'contentSha256'],
    ['/v1/audit/log', /"position":2,/, '"position":3,', 'its place'],
    ['/v1/audit/checkpoints', /"at\\":\\"20/, '"at\\":\\"19', 'signature'],
    ['/v1/recipes/', /"seed":\d+/, '"seed":1', 'recipe'],
  ])('sees that %s was altered: %s', async (path, pattern, replacement, named) => {
    const { code, stderr } = await recompute(
      await altered(path, (body) => body.replace(pattern, replacement)),
    );
    expect(code).toBe(1);
    expect(stderr).toContain(named);
  });
});

it('operations alone may read the log, and see the public key in API and CLI', async () => {
  await expect(testStack.as('ada').get('/v1/audit/log', LogPage)).rejects.toThrow();
  const { items } = await testStack.as('otto').get('/v1/audit/log', LogPage, { limit: 2 });
  expect(items.map(({ position }) => position)).toEqual([1, 2]);
  const shown = await fermata(['audit', 'key', '--json'], testStack.env);
  expect(shown.json()).toEqual(
    await testStack.as('otto').get(
      '/v1/audit/keys',
      z.object({
        keys: z.array(z.object({ keyId: z.string(), publicKey: z.string() })).length(1),
      }),
    ),
  );
});

it('audit verify compares the record with its checkpoints', async () => {
  const { code, json } = await fermata(['audit', 'verify', '--json'], testStack.env);
  expect(code).toBe(0);
  expect(z.object({ checkpoints: z.number() }).parse(json()).checkpoints).toBeGreaterThan(0);
});
