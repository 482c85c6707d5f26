import { expect, test } from 'vitest';
import { DEFAULT_PREVIEW_RETENTION, previewRetentionFromEnvironment } from './preview-retention.ts';

test('the retention has defaults; an empty variable is the default', () => {
  expect(previewRetentionFromEnvironment({})).toEqual(DEFAULT_PREVIEW_RETENTION);
  expect(
    previewRetentionFromEnvironment({
      FERMATA_PREVIEW_SESSION_SECONDS: '',
      FERMATA_PREVIEW_SWEEP_SECONDS: '0.5',
    }),
  ).toEqual({ ...DEFAULT_PREVIEW_RETENTION, sweepSeconds: 0.5 });
});

test('an address of audio is never valid for longer than its session', () => {
  const retention = (seconds: number) =>
    previewRetentionFromEnvironment({ FERMATA_PREVIEW_SESSION_SECONDS: String(seconds) });
  expect(retention(60)).toMatchObject({ unusedSeconds: 60, linkSeconds: 60 });
  expect(retention(7_200)).toMatchObject({ unusedSeconds: 7_200, linkSeconds: 3_600 });
});

test.each([
  ['FERMATA_PREVIEW_SESSION_SECONDS', 'a day', 'must be a number of seconds'],
  ['FERMATA_PREVIEW_SESSION_SECONDS', '7776001', 'must be at most 90 days'],
  ['FERMATA_PREVIEW_SWEEP_SECONDS', '0', 'must be more than 0 seconds'],
])('%s=%s is refused in a sentence', (name, value, sentence) => {
  expect(() => previewRetentionFromEnvironment({ [name]: value })).toThrow(
    new Error(`${name} ${sentence}`),
  );
});
