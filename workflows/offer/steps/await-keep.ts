import { condition } from '@temporalio/workflow';
import { call } from '../../call.ts';
import { authority, catalogue } from '../../proxies.ts';
import type { OfferRun } from '../offer-run.ts';

/**
 * Waits, while the partner sells the release, until the catalogue says that the release is kept, or the
 * partner rejects it. Throws when an event was refused, and when the catalogue no longer allows the offer: a recalled
 * release does not stay on sale while it waits for its other partners, or for a person.
 */
export async function awaitKeep(run: OfferRun): Promise<void> {
  const { partner } = run;
  const { projectId, releaseId } = run.input;
  run.setDetails(`On sale at ${partner}; the release waits for its other partners`);
  const isRejected = (): boolean => run.answers.verdict?.answer === 'rejected';
  for (let seen = 0; !isRejected();) {
    await condition(() => run.changes > seen || run.journal.failed || isRejected());
    await run.journal.flushed();
    if (isRejected()) return;
    seen = run.changes;
    const { kept } = await call(catalogue.readRelease, 'Read whether the release is kept', {
      projectId,
      releaseId,
    });
    if (kept) return;
    await call(authority.authoriseOffer, 'Check that it may stay on sale', run.input);
  }
}
