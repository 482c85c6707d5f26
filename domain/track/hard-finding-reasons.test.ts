import { expect, test } from 'vitest';
import type { LocatedFinding } from '@fermata/contracts/values';
import { hardFindingReasons } from './hard-finding-reasons.ts';

const finding = (where: string, severity: LocatedFinding['severity']): LocatedFinding => ({
  ...{ code: 'silence', severity, where, text: 'It is silent.' },
});

test('only hard findings stop a track, each named once with its audio', () => {
  expect(
    hardFindingReasons([
      finding('mix', 'soft'),
      finding('master', 'hard'),
      finding('master', 'hard'),
      finding('stem/bass', 'hard'),
    ]),
  ).toBe('master: It is silent. stem/bass: It is silent.');
});

test('a long list of reasons is cut', () => {
  const many = Array.from({ length: 100 }, (_, index) => finding(`stem/${index}`, 'hard'));
  expect(hardFindingReasons(many).length).toBeLessThanOrEqual(500);
});
