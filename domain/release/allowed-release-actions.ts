import type { OfferState, PublishOn, RedeliveryState } from '@fermata/contracts/values';
import { isOffSale, isOnSale, mayBeOfferedAgain } from '../offer/offer-state.ts';
import { declaredGoneIssue } from './declared-gone-issue.ts';
import { cancellationIssue, phaseOf } from './release-cancellation.ts';
import { startRequestIssue } from './start-request-issue.ts';

export type ReleaseAction =
  'answer' | 'start' | 'cancel' | 'amend' | 'withdraw' | 'redeliver' | 'declare-gone';

interface ShownRelease {
  readonly releaseId: string;
  readonly trackId: string;
  /** By a person; otherwise its track has started it. */
  readonly createdByPerson: boolean;
  readonly publishOn: PublishOn;
  readonly startedAt: string | null;
  readonly keptAt: string | null;
  /** An open question about the whole release. */
  readonly question: object | null;
  readonly endedAt: string | null;
  /** Whether something that a recording was made with is recalled. */
  readonly recalled: boolean;
  /** Why one of its recordings can no longer be released, or null. */
  readonly unreleasable: string | null;
  /** The last one, while a partner of it may still have the release. */
  readonly failedWithdrawal: { readonly partners: readonly string[] } | null;
  /** `fix`: one that the partner asks for. */
  readonly partners: readonly ShownOffer[];
}

interface ShownOffer {
  readonly name: string;
  readonly state: OfferState;
  readonly redelivery?: { readonly state: RedeliveryState } | undefined;
  readonly attempt: number;
  readonly fix?: unknown;
}

/**
 * The commands that a person may send about the release now, before roles. While its workflow runs, the workflow
 * withdraws the offers itself; after that, each one that may still be at its partner can be withdrawn. While a person
 * is asked, an amendment changes what the next delivery has. Only a track on sale is redelivered, and to each
 * partner a limited number of times.
 */
export function allowedReleaseActions(release: ShownRelease): ReleaseAction[] {
  const { question, startedAt, endedAt, createdByPerson, partners, publishOn } = release;
  // One without a date or a request starts at once.
  const start = startedAt === null && publishOn !== 'approval' ? 'waiting' : 'started';
  const isStartable = startRequestIssue({ ...release, phase: phaseOf(release), start }) === null;
  const isAsked = question !== null || partners.some(({ fix }) => fix !== undefined);
  const hasEnded = endedAt !== null;
  return [
    ...(isAsked ? (['answer'] as const) : []),
    ...(isStartable && !release.recalled ? (['start'] as const) : []),
    ...(cancellationIssue(release, phaseOf(release)) === null ? (['cancel'] as const) : []),
    ...(isAsked || (hasEnded && partners.some(isOnSale)) ? (['amend'] as const) : []),
    ...(hasEnded && !partners.every(isOffSale) ? (['withdraw'] as const) : []),
    ...(hasEnded &&
    startedAt !== null &&
    question === null &&
    mayRedeliver(createdByPerson, partners)
      ? (['redeliver'] as const)
      : []),
    ...(partners.some(({ name }) => declaredGoneIssue(release, name) === null)
      ? (['declare-gone'] as const)
      : []),
  ];
}

function mayRedeliver(createdByPerson: boolean, partners: readonly ShownOffer[]): boolean {
  if (!createdByPerson && !partners.some(isOnSale)) return false;
  return !partners.some(isOffSale) || partners.some(mayBeOfferedAgain);
}
