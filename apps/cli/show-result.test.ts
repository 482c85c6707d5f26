import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { Output } from './output.ts';
import { showResult } from './show-result.ts';

const output = (effectiveAt: string): string => {
  const stdout = new PassThrough();
  showResult(
    new Output({ json: false, stdout, stderr: new PassThrough() }),
    { outcome: 'accepted', detail: 'rejected', effectiveAt },
    'fermata review undo rev_1',
  );
  return String(stdout.read());
};

it('offers to undo only what is not in effect yet', () => {
  expect(output(new Date(Date.now() + 60_000).toISOString())).toContain(
    '\nUntil then: fermata review undo rev_1',
  );
  const now = output(new Date().toISOString());
  expect(now).toContain('It takes effect now');
  expect(now).not.toContain('Until then');
});
