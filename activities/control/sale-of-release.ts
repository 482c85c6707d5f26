import type { Stage } from '@fermata/contracts/values';
import type { Catalogue, TrackRecord } from '@fermata/prisma';

/** The facts about a release on which its withdrawal depends. */
export type Sale = Pick<
  TrackRecord,
  'title' | 'failedWithdrawals' | 'releaseTerms' | 'partners' | 'releaseId'
> & { readonly stage: Stage; readonly createdByPerson: boolean };

export interface SaleSource {
  readonly tracks: Pick<Catalogue['tracks'], 'find'>;
  readonly releases: Pick<Catalogue['releases'], 'find'>;
}

/** Of the track, or of a release of several recordings, of which the track is the first. Null: unknown. */
export async function saleOfRelease(
  { tracks, releases }: SaleSource,
  {
    projectId,
    trackId,
    releaseId,
  }: { readonly projectId: string; readonly trackId: string; readonly releaseId: string },
): Promise<Sale | null> {
  const release = await releases.find(projectId, releaseId);
  if (!release?.createdByPerson) {
    const track = await tracks.find(projectId, trackId);
    return track && { ...track, createdByPerson: false };
  }
  const { title, failedWithdrawals, terms: releaseTerms, partners, stage } = release;
  return {
    ...{ title, failedWithdrawals, releaseTerms, partners, releaseId, stage },
    createdByPerson: true,
  };
}
