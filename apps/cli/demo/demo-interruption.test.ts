import { expect, it } from 'vitest';
import { demoInterruption } from './demo-interruption.ts';

const trackId = `trk_${'0'.repeat(24)}`;

it('names what continues, how to resume it, and how to stop it', () => {
  const { exitCode, message, details } = demoInterruption({ trackId, down: false, another: false });
  expect(exitCode).toBe(130);
  expect(message).toBe(`Interrupted; the system and the track ${trackId} continue.`);
  expect(details[0]).toBe(`Resume it: the same command, or npx fermata track watch ${trackId}`);
  expect(details[1]).toContain('npx fermata down');
});

it('does not suggest the same command after --new', () => {
  expect(demoInterruption({ trackId, down: false, another: true }).details[0]).toMatch(
    /^Resume it: npx fermata track watch trk_0+ \(the same command requests another track/,
  );
});

it('mentions no track before the request, and no running system after --down', () => {
  expect(demoInterruption({ trackId: null, down: false, another: true })).toMatchObject({
    message: 'Interrupted; the system continues.',
    details: [expect.stringContaining('fermata down')],
  });
  expect(demoInterruption({ trackId, down: true, another: false }).message).toContain('stops now');
});
