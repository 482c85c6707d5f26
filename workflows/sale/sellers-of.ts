import { isOnSale } from '@fermata/domain/offer';
import type { OfferSummary } from '@fermata/domain/release';
import { call } from '../call.ts';
import { catalogue } from '../proxies.ts';
import type { FollowedSale } from './followed-sale.ts';

type Release = Pick<FollowedSale, 'projectId' | 'releaseId'>;

/** The names of the partners that sell the release. */
export const sellersOf = async (release: Release): Promise<string[]> =>
  (await offersOnSale(release)).map(({ partner }) => partner);

/** Reads the partners that sell the release from the catalogue. */
export async function offersOnSale({ projectId, releaseId }: Release): Promise<OfferSummary[]> {
  const { offers } = await call(catalogue.readRelease, 'Read the partners that sell the release', {
    projectId,
    releaseId,
  });
  return offers.filter(isOnSale);
}
