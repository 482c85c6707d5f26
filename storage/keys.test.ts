import { expect, test } from 'vitest';
import { assetKey, engineKey, historyKey } from './keys.ts';

const sha256 = 'ab'.repeat(32);

test('every object has its place', () => {
  expect(assetKey('default', sha256)).toBe(`default/sha256/ab/${sha256}`);
  expect(engineKey(sha256)).toBe(`engine/${sha256}`);
  expect(historyKey('release/rel_1/sandbox', 'run-1')).toBe('history/release/rel_1/sandbox/run-1.json');
});

test.each(['', '../other', 'a/b', 'A', 'x'.repeat(41)])('no project is called %j', (projectId) => {
  expect(() => assetKey(projectId, sha256)).toThrow('project id');
});

test.each(['', 'ab', sha256.toUpperCase(), `${sha256}/`])('no asset is called %j', (name) => {
  expect(() => assetKey('default', name)).toThrow('64 hex digits');
});

test.each([['', 'run'], ['../x', 'run'], ['track//x', 'run'], ['track/x', 'a/b'], ['track/x', '..']])('no history is kept for workflow %j, run %j', (workflowId, runId) => {
  expect(() => historyKey(workflowId, runId)).toThrow('no history');
});
