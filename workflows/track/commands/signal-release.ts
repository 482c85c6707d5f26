import type { SIGNALS } from '@fermata/contracts/temporal';
import type { TrackRun } from '../track-run.ts';

/** Holds or resumes the current release. One that has just ended needs no signal. */
export async function signalRelease(
  { release }: TrackRun,
  signal: typeof SIGNALS.hold | typeof SIGNALS.resume,
): Promise<void> {
  await release?.signal(signal).catch(() => undefined);
}
