import type { OfferedRelease } from './remaining-offers.ts';

/** A requested withdrawal whose workflow was terminated, or was never started. */
export interface StoredWithdrawal {
  readonly projectId: string;
  readonly withdrawalId: string;
  readonly trackId: string;
  readonly releaseId: string;
  readonly reason: string;
  readonly requestedBy: string;
  readonly partners: readonly string[];
  /** It has failed at its limit, and goes on at the partners that were late. */
  readonly failed: boolean;
}

/** The input with which its workflow goes on. That finds in the catalogue what is done at each partner. */
export function resumedWithdrawal(
  { failed, partners, ...withdrawal }: StoredWithdrawal,
  release: OfferedRelease & {
    readonly title: string;
    readonly releaseTerms: { readonly takedownSeconds: number };
    readonly createdByPerson: boolean;
  },
) {
  const { title, releaseTerms, createdByPerson } = release;
  const offers = partners.map((partner) => {
    const offer = release.partners.find(({ name }) => name === partner);
    return {
      partner,
      partnerReference: offer?.partnerReference ?? null,
      redelivering: offer?.redelivery?.state === 'requested',
    };
  });
  return {
    ...{ ...withdrawal, title, createdByPerson, offers },
    takedownSeconds: releaseTerms.takedownSeconds,
    ...(failed ? { overdue: [...partners] } : {}),
  };
}
