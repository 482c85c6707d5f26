import { expect, test } from 'vitest';
import { assetKey, checkpointKey, checkpointNumber, engineKey, historyKey } from './keys.ts';

const sha256 = 'ab'.repeat(32);

test('each kind of object has its own key', () => {
  expect(assetKey('default', sha256)).toBe(`default/sha256/ab/${sha256}`);
  expect(engineKey(sha256)).toBe(`engine/${sha256}`);
  expect(checkpointKey(12)).toBe('checkpoint/000000000012.json');
  expect(checkpointNumber(checkpointKey(12))).toBe(12);
  expect(checkpointNumber('checkpoint/12.json')).toBeNull();
  expect(historyKey('release/rel_1/sandbox', 'run-1')).toBe(
    'history/release/rel_1/sandbox/run-1.json',
  );
});

test.each(['', '../other', 'a/b', 'A', 'x'.repeat(41)])('%j is not a project id', (projectId) => {
  expect(() => assetKey(projectId, sha256)).toThrow('project id');
});

test.each(['', 'ab', sha256.toUpperCase(), `${sha256}/`])('%j is not an asset name', (name) => {
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
])('the history of workflow %j, run %j has its own folder', (workflowId, runId, key) => {
  expect(historyKey(workflowId, runId)).toBe(key);
});
