import { condition } from '@temporalio/workflow';
import type { ReleasedVersion } from '@fermata/contracts/values';
import { startsNow } from '@fermata/domain/release';
import type { JournalEntry } from '../journal.ts';
import { continueTrack } from './continue-track.ts';
import type { TrackRun } from './track-run.ts';

/**
 * Enters the stage publishing when the release of an approved version starts; until then the track waits, approved.
 * `finished`: the events of the stage before.
 */
export async function startRelease(
  run: TrackRun,
  version: ReleasedVersion,
  finished: readonly JournalEntry[],
): Promise<void> {
  if (run.lifecycle.stage !== 'approved') {
    if (startsNow(run.startFacts, Date.now())) return run.advance('release-started', finished);
    await run.advance('approved', finished);
  }
  await waitForStart(run, version);
  await run.advance('release-started');
}

/** The wait may last for months, so the run continues as new when it has become long. */
async function waitForStart(run: TrackRun, version: ReleasedVersion): Promise<void> {
  for (;;) {
    const { startFacts, lifecycle } = run;
    if (!lifecycle.held && startsNow(startFacts, Date.now())) return;
    if (run.commands.shouldContinue)
      await continueTrack(run, () => ({
        at: 'approved',
        version,
        ordered: run.startFacts.ordered,
      }));
    const changesSeen = run.changes;
    const somethingHappened = () => run.changes !== changesSeen || run.commands.shouldContinue;
    const { publishesAt } = startFacts;
    if (publishesAt === null || lifecycle.held) await condition(somethingHappened);
    else
      await condition(somethingHappened, Math.max(1, publishesAt - Date.now()), {
        summary: 'The date of the release',
      });
  }
}
