import { isOnSale } from '@fermata/domain/offer';
import { call } from '../call.ts';
import { catalogue } from '../proxies.ts';
import type { FollowedSale } from './followed-sale.ts';

/** Reads the partners that sell the release from the catalogue. */
export async function sellersOf({
  projectId,
  releaseId,
}: Pick<FollowedSale, 'projectId' | 'releaseId'>): Promise<string[]> {
  const { offers } = await call(catalogue.readRelease, 'Read the partners that sell the release', {
    projectId,
    releaseId,
  });
  return offers.filter(isOnSale).map(({ partner }) => partner);
}
