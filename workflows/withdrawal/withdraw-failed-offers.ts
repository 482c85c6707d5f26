import { log } from '@temporalio/workflow';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { call } from '../call.ts';
import { authority } from '../proxies.ts';
import { publishAttributes } from '../publish-attributes.ts';
import { reasonOf } from '../reason-of.ts';
import { startWithdrawal } from './start-withdrawal.ts';

/**
 * Withdraws a release that has ended from partners whose offers have failed, and which may still have it. The
 * withdrawal runs independently, and asks them until they have nothing. Its failure does not prevent the end of the
 * caller, which operations find by their role.
 */
export async function withdrawFailedOffers(
  { projectId, trackId, releaseId }: Record<'projectId' | 'trackId' | 'releaseId', string>,
  partners: readonly string[],
): Promise<void> {
  if (partners.length === 0) return;
  try {
    const request = await call(
      authority.requestFailedOfferWithdrawal,
      `Request the withdrawal from ${partners.join(', ')}`,
      { projectId, trackId, releaseId, partners },
    );
    if (request === null) return;
    publishAttributes([{ key: searchAttributes.awaitingRole, value: 'operations' }]);
    await startWithdrawal(request);
  } catch (error) {
    publishAttributes([{ key: searchAttributes.awaitingRole, value: 'operations' }]);
    log.error('a failed offer is not withdrawn', { releaseId, partners, reason: reasonOf(error) });
  }
}
