import { CancellationScope, CancelledFailure } from '@temporalio/workflow';
import { ACCEPTED } from '@fermata/domain/partner-request';
import { versionsOfRelease } from '@fermata/domain/release';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { call } from '../call.ts';
import { isNotAuthorised } from '../is-not-authorised.ts';
import { authority, releaseWaits } from '../proxies.ts';
import { publishAttributes } from '../publish-attributes.ts';
import type { ReleaseRun } from './release-run.ts';
import { waitUntilDue } from './wait-until-due.ts';

/**
 * Records the start of a release once it is due and nothing of it is recalled, and starts its offers. `firstRecall`:
 * the one in effect when it was authorised.
 */
export async function beginRelease(run: ReleaseRun, firstRecall: string | null): Promise<void> {
  const hasWaited = run.start === 'waiting';
  if (hasWaited) await waitUntilDue(run);
  run.start = 'due';
  // After a wait, the approval may be months old.
  let refusals = 0;
  for (let recall = hasWaited ? await authorise(run) : firstRecall; ;) {
    if (recall !== null) await waitWhileRecalled(run, recall);
    // The start would no longer be the second event of the stream.
    if (CancellationScope.current().consideredCancelled)
      throw new CancelledFailure('cancelled before it started');
    try {
      await recordStart(run);
      break;
    } catch (error) {
      if (!isNotAuthorised(error)) throw error;
      // A recall may have begun since the last question, and may be lifted by now.
      recall = await authorise(run);
      refusals += 1;
      if (recall === null && refusals > 1) throw error;
      await run.journal.flushed().catch(() => undefined);
    }
  }
  run.start = 'started';
  run.setDetails('Waiting for the partners to answer');
  run.startOffers();
  await CancellationScope.nonCancellable(() => run.answerRequests(ACCEPTED));
}

function recordStart({ input, journal }: ReleaseRun): Promise<void> {
  const { releaseId, trackId, terms } = input;
  const { version, versionSha256 } = input.version;
  return journal.append([
    {
      type: 'release.started',
      data: { releaseId, trackId, version, versionSha256, partners: terms.partners },
    },
  ]);
}

/** The recall because of which it must wait, or null. */
const authorise = ({ input }: ReleaseRun): Promise<string | null> =>
  call(authority.authoriseRelease, 'Check that the release is still approved', input);

/** One activity is repeated until the recall is lifted, so a long wait adds nothing to the history. */
async function waitWhileRecalled(run: ReleaseRun, recall: string): Promise<void> {
  const { projectId, releaseId, trackId } = run.input;
  const cancel = run.createdByPerson
    ? `fermata release cancel ${releaseId}`
    : `fermata track cancel ${trackId}`;
  const due = { projectId, recordings: versionsOfRelease(run.input) };
  for (let current: string | null = recall; current !== null; current = await authorise(run)) {
    run.setDetails(
      'Due, and waiting until a recall is lifted',
      `Recall: ${escapeMarkdown(current)}`,
      `Next: lift the recall, or end this release with: ${cancel}`,
    );
    publishAttributes([{ key: searchAttributes.awaitingRole, value: 'operations' }]);
    await call(releaseWaits.awaitRecallLifted, 'Wait until the recall is lifted', due).finally(() =>
      publishAttributes([{ key: searchAttributes.awaitingRole, value: null }]),
    );
  }
}
