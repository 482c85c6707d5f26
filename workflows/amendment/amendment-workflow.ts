import {
  CancellationScope,
  getExternalWorkflowHandle,
  log,
  setCurrentDetails,
} from '@temporalio/workflow';
import { type AmendmentState, AmendmentWorkflowInput } from '@fermata/contracts/temporal';
import { type AmendmentOutcome, workflowIds } from '@fermata/contracts/values';
import { amendmentEnd } from '@fermata/domain/amendment';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { shortened } from '@fermata/temporal-config/shortened';
import { call } from '../call.ts';
import { closeJournal } from '../close-journal.ts';
import { currentDetails } from '../current-details.ts';
import type { Journal } from '../journal.ts';
import { openJournal } from '../open-journal.ts';
import { parseInput } from '../parse-input.ts';
import { authority } from '../proxies.ts';
import { publishAttributes } from '../publish-attributes.ts';
import { reasonOf } from '../reason-of.ts';
import { notifyAt } from '../release-changed-signal.ts';
import { type Refusal, updatePartner } from './update-partner.ts';

export interface AmendmentResult {
  readonly outcome: AmendmentOutcome;
  readonly detail: string;
}

/**
 * Sends the amended metadata of a release to each partner that sells it, once the project is not held, and waits until
 * the partners show it. Ends with the version that each of them has, also after a cancellation. A later delivery has it
 * as well. A later one that only takes territories away ends it. Fails unless a person has requested it.
 */
export async function amendmentWorkflow(input: AmendmentWorkflowInput): Promise<AmendmentResult> {
  const request = parseInput('amendment', AmendmentWorkflowInput, input);
  const { projectId, metadataVersion } = request;
  const opened = await call(
    authority.openAmendment,
    'Check that the amendment is requested',
    request,
  );
  // A workflow that was terminated has left events in the stream.
  const { sequence, requestedBy: actor, trackId, partners } = opened;
  const journal = openJournal(projectId, { actor, sequence });
  await endEarlier(request, opened.supersedes ?? []);
  // They must not go on sale in a territory that is taken away.
  await Promise.all(
    opened.inFlight.map(({ partner }) => notifyAt(workflowIds.offer(request.releaseId, partner))),
  );
  const behind = partners.filter((each) => each.metadataVersion < metadataVersion);
  const names = behind.map(({ partner }) => partner).join(', ');
  publishAttributes([
    { key: searchAttributes.trackTitle, value: shortened(opened.title) },
    { key: searchAttributes.awaitingRole, value: 'partner' },
  ]);
  const sending = `Sending metadata version ${metadataVersion} to ${names || 'nobody'}`;
  const showWait = (reason: string | null): void =>
    reason === null
      ? describe(request, opened, sending)
      : describe(request, opened, `${sending}, which waits: ${escapeMarkdown(reason)}`, [
          '`fermata project resume` ends the hold.',
        ]);
  showWait(null);
  const updates =
    opened.supersededBy === undefined
      ? behind.map((offer) =>
          updatePartner(
            { ...request, ...offer, trackId, metadataVersion },
            journal,
            showWait,
          ).catch(logRefusal),
        )
      : [];
  const cancelled = (await Promise.all(updates)).filter((each) => each !== null);
  const { awaiting } = opened;
  return CancellationScope.nonCancellable(() => end(request, journal, { awaiting, cancelled }));
}

/** Earlier amendments that wait for a partner would send nothing any more. */
async function endEarlier(
  { releaseId }: AmendmentWorkflowInput,
  versions: readonly number[],
): Promise<void> {
  for (const version of versions)
    await getExternalWorkflowHandle(workflowIds.amendment(releaseId, version))
      .cancel()
      .catch((error: unknown) =>
        log.info('an earlier amendment does not run', { version, reason: reasonOf(error) }),
      );
}

/**
 * Records the version at each partner, and tells operations about partners that keep an earlier one. `cancelled`: the
 * partners whose update was cancelled.
 */
async function end(
  request: AmendmentWorkflowInput,
  journal: Journal,
  {
    awaiting,
    cancelled,
  }: {
    readonly awaiting: readonly string[];
    readonly cancelled: readonly ({ partner: string } & Refusal)[];
  },
): Promise<AmendmentResult> {
  const { releaseId, metadataVersion } = request;
  await journal.flushed().catch(logRefusal);
  const state = await call(
    authority.openAmendment,
    'Read the metadata version of each partner',
    request,
  );
  const have = state.partners.map((each) => ({
    ...{ partner: each.partner, metadataVersion: each.metadataVersion },
  }));
  const { inFlight } = state;
  const result: AmendmentResult =
    state.supersededBy === undefined
      ? amendmentEnd(metadataVersion, have, { awaiting, inFlight })
      : { outcome: 'superseded', detail: `metadata version ${state.supersededBy} replaces it` };
  const { outcome, detail } = result;
  const notShown = state.supersededBy === undefined ? cancelled : [];
  await journal.append([
    ...notShown.map((data) => ({ type: 'amendment.not-shown', data }) as const),
    { type: 'amendment.ended', data: { outcome, detail, have, inFlight: [...inFlight] } },
  ]);
  const isLate = outcome === 'partly-shown' || outcome === 'not-shown';
  const needsPerson = have.length > 0 && isLate;
  describe(request, state, `Metadata version ${metadataVersion}: ${outcome}`, [
    `Result: ${escapeMarkdown(detail)}`,
    ...(needsPerson
      ? [`Next: \`fermata release amend ${releaseId} --reason "…"\` sends it again.`]
      : []),
  ]);
  publishAttributes([
    { key: searchAttributes.awaitingRole, value: needsPerson ? 'operations' : null },
  ]);
  await closeJournal(journal);
  return result;
}

/** The other partners and the end do not depend on an event that the catalogue refuses. */
const logRefusal = (error: unknown): null => {
  log.error('an event was refused', { error: reasonOf(error) });
  return null;
};

function describe(
  { releaseId }: AmendmentWorkflowInput,
  { title, trackId, reason }: AmendmentState,
  doing: string,
  lines: readonly string[] = [],
): void {
  setCurrentDetails(
    currentDetails(doing, [
      ...lines,
      `Reason: ${escapeMarkdown(reason)}`,
      `Release: \`${releaseId}\``,
      `Track: ${escapeMarkdown(title)} (\`${trackId}\`)`,
    ]),
  );
}
