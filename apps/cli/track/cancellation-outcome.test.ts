import { expect, it } from 'vitest';
import { cancellationOutcome } from './cancellation-outcome.ts';

const track = { trackId: 'trk_1', title: 'Slow Light', now: 'Cancelled' } as const;

it('is a refusal when the track went on sale, a failure when it failed, success otherwise', () => {
  expect(cancellationOutcome({ ...track, stage: 'cancelled' })).toEqual({
    text: '“Slow Light” – Cancelled',
    exitCode: 0,
  });
  expect(cancellationOutcome({ ...track, stage: 'published' })).toEqual({
    text: expect.stringContaining('fermata track withdraw trk_1') as unknown,
    exitCode: 4,
  });
  expect(cancellationOutcome({ ...track, stage: 'failed' }).exitCode).toBe(1);
});
