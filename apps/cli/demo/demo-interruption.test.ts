import { expect, it } from 'vitest';
import { demoInterruption } from './demo-interruption.ts';

const trackId = `trk_${'0'.repeat(24)}`;

it('says what goes on, how to take it up again, and how to stop it', () => {
  const { exitCode, message, details } = demoInterruption({ trackId, down: false, another: false });
  expect(exitCode).toBe(130);
  expect(message).toBe(`Interrupted; the system and the track ${trackId} go on.`);
  expect(details[0]).toBe(
    `Take it up again: the same command, or npx fermata track watch ${trackId}`,
  );
  expect(details[1]).toContain('npx fermata down');
});

it('does not send somebody with --new to the same command', () => {
  expect(demoInterruption({ trackId, down: false, another: true }).details[0]).toMatch(
    /^Take it up again: npx fermata track watch trk_0+ \(the same command asks for another track/,
  );
});

it('claims nothing that is not so', () => {
  expect(demoInterruption({ trackId: null, down: false, another: true })).toMatchObject({
    message: 'Interrupted; the system goes on.',
    details: [expect.stringContaining('fermata down')],
  });
  expect(demoInterruption({ trackId, down: true, another: false }).message).toContain('stops now');
});
