import { condition } from '@temporalio/workflow';
import type { ReleasedVersion } from '@fermata/contracts/values';
import { ACCEPTED, REPLACED } from '@fermata/domain/partner-request';
import { startsNow } from '@fermata/domain/release';
import { awaitUnless } from '../await-unless.ts';
import { releaseWaits } from '../proxies.ts';
import { continueTrack } from './continue-track.ts';
import type { TrackRun } from './track-run.ts';

/**
 * Enters the stage publishing when the release of an approved version starts; until then the track waits, approved,
 * also while a recall concerns the version.
 */
export async function awaitReleaseStart(run: TrackRun, version: ReleasedVersion): Promise<void> {
  if (run.lifecycle.stage !== 'approved') {
    if (startsNow(run.startFacts(version), Date.now()) && !(await isRecalled(run)))
      return enterPublishing(run, version);
    await run.advance('approved');
  }
  await waitForStart(run, version);
  await enterPublishing(run, version);
}

/** The wait may last for months, so the run continues as new when it has become long. */
async function waitForStart(run: TrackRun, version: ReleasedVersion): Promise<void> {
  for (;;) {
    const { lifecycle, changes } = run;
    await refuseReplaced(run, version);
    const facts = run.startFacts(version);
    const isDue = !lifecycle.held && startsNow(facts, Date.now());
    if (isDue && !(await isRecalled(run))) {
      if (run.changes === changes) return;
      // A command has arrived while the catalogue was asked: it may be a hold.
      continue;
    }
    if (run.commands.shouldContinue)
      await continueTrack(run, () => ({
        at: 'approved',
        version,
        startRequested: run.startRequested,
      }));
    const somethingHappened = () => run.changes !== changes || run.commands.shouldContinue;
    const { publishesAt } = facts;
    if (isDue) await untilRecallLifted(run, somethingHappened);
    else if (publishesAt === null || lifecycle.held) await condition(somethingHappened);
    else
      await condition(somethingHappened, Math.max(1, publishesAt - Date.now()), {
        summary: 'The date of the release',
      });
  }
}

/** Whether something that the version was made with is recalled. Shows it. */
async function isRecalled(run: TrackRun): Promise<boolean> {
  const before = run.recall;
  run.recall = await run.call(
    releaseWaits.recallInEffect,
    'Check that its engine and models are not recalled',
    dueRelease(run),
  );
  if (run.recall !== before) run.publishDetails();
  return run.recall !== null;
}

const untilRecallLifted = (run: TrackRun, isOver: () => boolean): Promise<void> =>
  awaitUnless(isOver, () =>
    run.call(releaseWaits.awaitRecallLifted, 'Wait until the recall is lifted', dueRelease(run)),
  );

const dueRelease = ({ versionRef: { projectId, ...recording } }: TrackRun) => ({
  projectId,
  recordings: [recording],
});

async function enterPublishing(run: TrackRun, { versionSha256 }: ReleasedVersion): Promise<void> {
  await run.advance('release-started', [], {
    onEntry: () => [
      ...run.requests.refuseOthers(versionSha256, REPLACED),
      ...run.requests.answerAll(ACCEPTED),
    ],
  });
  await notifyRequests(run);
}

/** A request that names a version which was sent back. */
async function refuseReplaced(run: TrackRun, { versionSha256 }: ReleasedVersion): Promise<void> {
  const answers = run.requests.refuseOthers(versionSha256, REPLACED);
  if (answers.length === 0) return;
  await run.journal.append(answers);
  await notifyRequests(run);
}

async function notifyRequests(run: TrackRun): Promise<void> {
  if (!run.requests.hasAnswered) return;
  await run.journal.flushed();
  await run.requests.notify();
}
