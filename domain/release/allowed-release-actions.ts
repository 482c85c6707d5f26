import type { OfferState } from '@fermata/contracts/values';
import { isOffSale, isOnSale } from '../offer/offer-state.ts';

export type ReleaseAction = 'answer' | 'amend' | 'withdraw';

interface ShownRelease {
  /** An open question about the whole release. */
  readonly question: object | null;
  readonly endedAt: string | null;
  /** `fix`: one that the partner asks for. */
  readonly partners: readonly { readonly state: OfferState; readonly fix?: unknown }[];
}

/**
 * The commands that a person may send about the release now, before roles. While its workflow runs, the workflow
 * withdraws the offers itself; after that, each one that may still be at its partner can be withdrawn.
 */
export function allowedReleaseActions({
  question,
  endedAt,
  partners,
}: ShownRelease): ReleaseAction[] {
  const isAsked = question !== null || partners.some(({ fix }) => fix !== undefined);
  const hasEnded = endedAt !== null;
  return [
    ...(isAsked ? (['answer'] as const) : []),
    ...(hasEnded && partners.some(isOnSale) ? (['amend'] as const) : []),
    ...(hasEnded && !partners.every(isOffSale) ? (['withdraw'] as const) : []),
  ];
}
