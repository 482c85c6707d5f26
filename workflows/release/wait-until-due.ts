import { condition } from '@temporalio/workflow';
import { startsNow } from '@fermata/domain/release';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { publishAttributes } from '../publish-attributes.ts';
import type { ReleaseRun } from './release-run.ts';

/**
 * Waits until a release that a person has created starts: at its date, or by a request of a partner or a person. Before
 * a date only a person starts it.
 */
export async function waitUntilDue(run: ReleaseRun): Promise<void> {
  const { publishesAt, terms, releaseId } = run.input;
  const isDue = (): boolean => startsNow(run.startFacts, Date.now());
  if (isDue()) return;
  run.setDetails(
    publishesAt === undefined
      ? `Waiting for a request of ${terms.partners.join(' or ')}`
      : `Waiting for its date, ${publishesAt}`,
    `A reviewer or operations may start it now: \`fermata release start ${releaseId}\`.`,
  );
  publishAttributes([
    { key: searchAttributes.awaitingRole, value: publishesAt === undefined ? 'partner' : null },
  ]);
  try {
    if (publishesAt === undefined) await condition(isDue);
    else
      await condition(isDue, Math.max(1, Date.parse(publishesAt) - Date.now()), {
        summary: 'The date of the release',
      });
  } finally {
    publishAttributes([{ key: searchAttributes.awaitingRole, value: null }]);
  }
}
