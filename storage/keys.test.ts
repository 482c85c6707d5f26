import { expect, test } from 'vitest';
import { assetKey, engineKey, historyKey } from './keys.ts';

const sha256 = 'ab'.repeat(32);

test('every object has its place', () => {
  expect(assetKey('default', sha256)).toBe(`default/sha256/ab/${sha256}`);
  expect(engineKey(sha256)).toBe(`engine/${sha256}`);
  expect(historyKey('release/rel_1/sandbox', 'run-1')).toBe(
    'history/release/rel_1/sandbox/run-1.json',
  );
});

test.each(['', '../other', 'a/b', 'A', 'x'.repeat(41)])('no project is called %j', (projectId) => {
  expect(() => assetKey(projectId, sha256)).toThrow('project id');
});

test.each(['', 'ab', sha256.toUpperCase(), `${sha256}/`])('no asset is called %j', (name) => {
  expect(() => assetKey('default', name)).toThrow('64 hex digits');
});

test.each([
  [
    'export-histories-2026-11-22T13:00:00Z',
    'run',
    'history/export-histories-2026-11-22T13%3A00%3A00Z/run.json',
  ],
  ['../x', 'run', 'history/%2E%2E/x/run.json'],
  ['track/x', 'a/b', 'history/track/x/a%2Fb.json'],
  ['', '..', 'history/%/%2E%2E.json'],
])('workflow %j, run %j keeps its history in a folder of its own', (workflowId, runId, key) => {
  expect(historyKey(workflowId, runId)).toBe(key);
});
