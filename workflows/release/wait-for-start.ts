import { condition } from '@temporalio/workflow';
import { startsNow } from '@fermata/domain/release';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { call } from '../call.ts';
import { authority } from '../proxies.ts';
import { publishAttributes } from '../publish-attributes.ts';
import type { ReleaseRun } from './release-run.ts';

/**
 * Waits until a release that a person has created starts: at its date, or by a request of a partner or a person, and
 * not while a recall concerns it. Then it must still be approved.
 */
export async function waitForStart(run: ReleaseRun): Promise<void> {
  if (run.start !== 'waiting') return;
  await waitUntilDue(run);
  run.start = 'due';
  await waitWhileRecalled(run);
  await call(authority.authoriseRelease, 'Is this release still approved?', run.input);
}

async function waitUntilDue(run: ReleaseRun): Promise<void> {
  const { publishesAt, terms, releaseId } = run.input;
  const isDue = (): boolean => startsNow(run.startFacts, Date.now());
  if (isDue()) return;
  const isRequested = (): boolean => run.requestedBy.person || run.requestedBy.partner;
  run.setDetails(
    publishesAt === undefined
      ? `Waiting for a request of ${terms.partners.join(' or ')}`
      : `Waiting for its date, ${publishesAt}`,
    `A reviewer or operations may start it now: \`fermata release publish ${releaseId}\`.`,
  );
  publishAttributes([
    { key: searchAttributes.awaitingRole, value: publishesAt === undefined ? 'partner' : null },
  ]);
  try {
    if (publishesAt === undefined) await condition(isRequested);
    else
      await condition(isRequested, Math.max(1, Date.parse(publishesAt) - Date.now()), {
        summary: 'The date of the release',
      });
  } finally {
    publishAttributes([{ key: searchAttributes.awaitingRole, value: null }]);
  }
}

/** One activity is repeated until the recall is lifted, so a long wait adds nothing to the history. */
async function waitWhileRecalled(run: ReleaseRun): Promise<void> {
  const { projectId, releaseId, version } = run.input;
  const recordings = version.recordings ?? [];
  const due = {
    projectId,
    recordings: recordings.map(({ trackId, version: number }) => ({ trackId, version: number })),
  };
  for (;;) {
    const recall = await call(authority.recallInEffect, 'Is one of its recordings recalled?', due);
    if (recall === null) return;
    run.setDetails(
      'Due, and waiting until a recall is lifted',
      `Recall: ${escapeMarkdown(recall)}`,
      `Next: lift the recall, or end this release with: fermata release cancel ${releaseId}`,
    );
    publishAttributes([{ key: searchAttributes.awaitingRole, value: 'operations' }]);
    await call(authority.awaitRecallLifted, 'Is it still recalled?', due);
    publishAttributes([{ key: searchAttributes.awaitingRole, value: null }]);
  }
}
