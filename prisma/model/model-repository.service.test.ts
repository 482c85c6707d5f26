import { expect, test } from 'vitest';
import { deriveId } from '@fermata/contracts/values';
import { modelStream } from '../projection/model-stream.ts';
import { freshCatalogue } from '../testing/fresh-catalogue.ts';

const MODEL = { name: 'far/reader:7b', version: '2' };
const ID = 'far/reader:7b@2';
const DEPRECATED = {
  type: 'model.deprecated',
  ...{ projectId: 'default', actor: 'act_otto' },
  data: { ...MODEL, sha256: null, reason: 'worse than its successor' },
} as const;
const CANARY = {
  type: 'model.canary-started',
  ...{ projectId: 'default', actor: 'act_otto' },
  data: { ...MODEL, sha256: null, reason: 'a test', sharePercent: 10 },
} as const;

test('the last decision about a model counts, in its project alone', async () => {
  const { models } = (await freshCatalogue()).catalogue;
  expect(await models.decide(CANARY, 0)).toBe(true);
  expect(await models.decide(DEPRECATED, 1)).toBe(true);
  const { lives } = await models.decisions('default');
  expect([...lives]).toMatchObject([
    [
      ID,
      {
        ...{ state: 'deprecated', sharePercent: null, reason: 'worse than its successor' },
        ...{ changedBy: 'act_otto', sequence: 2 },
      },
    ],
  ]);
  expect((await models.decisions('other')).lives.size).toBe(0);
});

test('of two decisions that have read the same state, one is refused', async () => {
  const { models, events } = (await freshCatalogue()).catalogue;
  const decided = await Promise.all([models.decide(CANARY, 0), models.decide(DEPRECATED, 0)]);
  expect(decided.toSorted()).toEqual([false, true]);
  expect(await events.readStream(modelStream('default', MODEL))).toHaveLength(1);
});

test('a stream takes the decisions about its own model only', async () => {
  const { events } = (await freshCatalogue()).catalogue;
  await expect(
    events.append([
      {
        ...{ ...DEPRECATED, sequence: 1, occurredAt: new Date().toISOString() },
        ...{ workflowId: null, runId: null },
        stream: modelStream('default', { ...MODEL, version: '3' }),
      },
    ]),
  ).rejects.toThrow(modelStream('default', MODEL));
});

test('remote models are allowed until the project says otherwise', async () => {
  const { models, events } = (await freshCatalogue()).catalogue;
  expect((await models.decisions('default')).remote).toEqual({ allowed: true, reason: null });
  expect(await models.remote('default')).toBeNull();
  await events.appendNext({
    ...{ projectId: 'default', stream: 'project/default', actor: 'act_otto' },
    ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
    ...{ type: 'remote-models.set', data: { allowed: false, reason: 'a contract' } },
  });
  expect((await models.decisions('default')).remote).toMatchObject({
    ...{ allowed: false, reason: 'a contract' },
  });
  expect((await models.decisions('other')).remote.allowed).toBe(true);
});

test('the recalls in effect are among the decisions', async () => {
  const { models, recalls } = (await freshCatalogue()).catalogue;
  const key = { projectId: 'default', recallId: deriveId('rcl', 'one'), actor: 'act_otto' };
  const subject = { kind: 'model', ...MODEL } as const;
  await recalls.start({ ...key, subject, reason: 'not licensed', expectedTracks: 0 });
  expect((await models.decisions('default')).recalls).toMatchObject([{ subject }]);
  await recalls.lift(key, 'cleared');
  expect((await models.decisions('default')).recalls).toEqual([]);
});

test('a rebuild derives the decisions again', async () => {
  const { catalogue } = await freshCatalogue();
  await catalogue.models.decide(CANARY, 0);
  await catalogue.models.decide(DEPRECATED, 1);
  await catalogue.events.appendNext({
    ...{ projectId: 'default', stream: 'project/default', actor: 'act_otto' },
    ...{ occurredAt: new Date().toISOString(), workflowId: null, runId: null },
    ...{ type: 'remote-models.set', data: { allowed: false, reason: 'a contract' } },
  });
  const before = await catalogue.models.decisions('default');
  await catalogue.audit.rebuild();
  expect(await catalogue.models.decisions('default')).toEqual(before);
});
