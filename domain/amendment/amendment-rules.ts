import {
  ALL_TERRITORIES,
  type AmendableMetadata,
  type AmendmentChanges,
  type AmendmentOutcome,
  canonicalJson,
  type OfferState,
  type RefusalReason,
  type ReleasedVersion,
  type Stage,
} from '@fermata/contracts/values';
import { isBeingTakenDown, isOffSale, isOnSale } from '../offer/offer-state.ts';
import { type ActiveRecall, recallSentence } from '../recall/recall-rules.ts';
import { amendedVersion, amendMetadata, approvedMetadata } from './amend-metadata.ts';
import { recordingsIssue } from './amend-recordings.ts';

/** A release at one of its partners. */
export interface SaleOffer {
  readonly partner: string;
  readonly partnerReference: string | null;
  readonly state: OfferState;
  /** The last one that the partner has shown. */
  readonly metadataVersion: number;
  /** Whether a withdrawal from this partner is requested and has not ended. */
  readonly withdrawing: boolean;
  /** Whether its offer has not ended: the release has not, or a person has requested a redelivery. */
  readonly offering: boolean;
}

export interface RequestedAmendment {
  readonly metadataVersion: number;
  readonly changes: AmendmentChanges;
  readonly amended: AmendableMetadata;
  readonly reason: string;
  readonly requestedBy: string;
  readonly ended: boolean;
}

/** The facts of the catalogue that decide about the metadata of a release. */
export interface SaleFacts {
  readonly trackId: string;
  readonly releaseId: string;
  readonly stage: Stage;
  /** As partners got it, with the territories of the approved terms. Null: not completed. */
  readonly approved: ReleasedVersion | null;
  /** Null: none was requested. */
  readonly lastAmendment: RequestedAmendment | null;
  /** The earlier amendments whose metadata a partner shows. */
  readonly shownAmendments: readonly Pick<RequestedAmendment, 'metadataVersion' | 'amended'>[];
  /** The recall of its engine or a model. Null: none is in effect. */
  readonly recall: ActiveRecall | null;
  readonly offers: readonly SaleOffer[];
  /** The partners to which a person may have it redelivered, by the answer to an open question. */
  readonly awaiting: readonly string[];
}

type Selling = SaleOffer & { readonly partnerReference: string };

const isSelling = (offer: SaleOffer): offer is Selling =>
  isOnSale(offer) && !offer.withdrawing && offer.partnerReference !== null;

/** The partners that sell the release, and from which nobody withdraws it. */
export const sellingPartners = ({ offers }: Pick<SaleFacts, 'offers'>): Selling[] =>
  offers.filter(isSelling);

/** A partner whose offer is in flight: it does not sell the release yet. */
export interface PartnerInFlight {
  readonly partner: string;
  /** The one that was delivered. Null: none yet, so the delivery has the metadata that were requested last. */
  readonly metadataVersion: number | null;
}

/** The partners that the release is being offered to, and from which nobody withdraws it. */
export const partnersInFlight = ({ offers }: Pick<SaleFacts, 'offers'>): PartnerInFlight[] =>
  offers
    .filter((offer) => offer.offering && !offer.withdrawing)
    .filter((offer) => !isOnSale(offer) && !isOffSale(offer) && !isBeingTakenDown(offer))
    .map(({ partner, state, metadataVersion }) => ({
      partner,
      metadataVersion: state === 'delivered' || state === 'accepted' ? metadataVersion : null,
    }));

/** The version of the metadata that was requested last; 1 without an amendment. */
export const lastMetadataVersion = ({ lastAmendment }: SaleFacts): number =>
  lastAmendment?.metadataVersion ?? 1;

export type AmendmentDecision =
  | { readonly refused: { readonly reason: RefusalReason; readonly detail: string } }
  | { readonly refused: null; readonly amended: AmendableMetadata };

/** Whether the changes may be requested now, and the complete metadata that they make. */
export function decideAmendment(changes: AmendmentChanges, facts: SaleFacts): AmendmentDecision {
  const { trackId, releaseId, stage, approved, lastAmendment, recall } = facts;
  const isAwaited = facts.awaiting.length > 0;
  const refuse = (reason: RefusalReason, detail: string): AmendmentDecision => ({
    refused: { reason, detail },
  });
  if ((stage !== 'published' && !isAwaited) || approved === null)
    return refuse('not-now', `${trackId} is ${stage}, not on sale`);
  if (recall !== null) return refuse('recalled', recallSentence(recall));
  const selling = sellingPartners(facts);
  if (selling.length === 0 && !isAwaited) return refuse('late', `no partner sells ${releaseId}`);
  // A withdrawal of territories waits for nothing: it supersedes the amendment that runs.
  if (lastAmendment?.ended === false && !namesOnlyLostTerritories(changes))
    return refuse(
      'not-now',
      `metadata version ${lastAmendment.metadataVersion} of ${releaseId} is still being sent`,
    );
  const recordingIssue = recordingsIssue(changes, releaseId, approved);
  if (recordingIssue !== null) return refuse('not-allowed', recordingIssue);
  const current = lastAmendment?.amended ?? approvedMetadata(approved);
  const amended = amendMetadata(current, changes, approved.recordings);
  if (amended.territories?.length === 0)
    return refuse('not-allowed', 'no territory of sale would be left: withdraw the track');
  const territoryIssue = widerTerritories(amended, approved);
  if (territoryIssue !== null) return refuse('not-allowed', territoryIssue);
  const version = lastMetadataVersion(facts);
  const isSame = canonicalJson(amended) === canonicalJson(current);
  if (isSame && selling.every(({ metadataVersion }) => metadataVersion === version))
    return refuse(
      'twice',
      selling.length === 0
        ? `nothing changes: the next delivery has metadata version ${version}`
        : `nothing changes: every partner shows metadata version ${version}`,
    );
  return { refused: null, amended };
}

const namesOnlyLostTerritories = (changes: AmendmentChanges): boolean =>
  changes.withoutTerritories !== undefined && Object.keys(changes).length === 1;

/**
 * Why the release may not be sold in these territories, or null. Those of the approved terms lie within the licences of
 * all materials: the policy has decided that.
 */
function widerTerritories(
  { territories }: AmendableMetadata,
  approved: Pick<ReleasedVersion, 'territories'>,
): string | null {
  const { territories: allowed } = approved;
  if (allowed === undefined) return null;
  const added = territories?.filter((code) => !allowed.includes(code)) ?? ['the rest of the world'];
  return added.length === 0 ? null : `the approved terms do not include ${added.join(', ')}`;
}

interface AmendmentKey {
  readonly releaseId: string;
  readonly metadataVersion: number;
}

/** Why nobody may act for this amendment, or null. */
export function amendmentIssue(
  key: AmendmentKey,
  facts: Pick<SaleFacts, 'lastAmendment'>,
): string | null {
  const { releaseId, metadataVersion } = key;
  const ended = facts.lastAmendment?.ended
    ? `the amendment to metadata version ${metadataVersion} of ${releaseId} has ended`
    : null;
  return requestIssue(key, facts) ?? ended;
}

/** Why the version is not the one that was requested last, or null. */
const requestIssue = (
  { releaseId, metadataVersion }: AmendmentKey,
  { lastAmendment }: Pick<SaleFacts, 'lastAmendment'>,
): string | null =>
  lastAmendment?.metadataVersion === metadataVersion
    ? null
    : `nobody has requested metadata version ${metadataVersion} of ${releaseId}`;

/**
 * The version to send to a partner, or why nothing may be sent. `waitsForResume`: not while the releases of the
 * project are held, or the partner is paused.
 */
export type UpdateDecision =
  | { readonly issue: string }
  | { readonly issue: null; readonly version: ReleasedVersion; readonly waitsForResume: boolean };

/**
 * A withdrawal or recall that was requested first wins: nothing is sent. An amendment that has ended is sent, too: a
 * partner to which the release was delivered before it sells the release only now.
 */
export function decideUpdate(
  { partner, ...key }: AmendmentKey & { readonly partner: string },
  facts: SaleFacts,
): UpdateDecision {
  const { releaseId, approved, lastAmendment, recall } = facts;
  const offer = sellingPartners(facts).find((each) => each.partner === partner);
  const issue =
    requestIssue(key, facts) ??
    (recall === null ? null : recallSentence(recall)) ??
    (offer === undefined ? `${partner} does not sell ${releaseId}, or no longer` : null);
  if (issue !== null) return { issue };
  if (approved === null || lastAmendment === null || offer === undefined)
    return { issue: `the version of ${releaseId} is not completed` };
  const territoryIssue = widerTerritories(lastAmendment.amended, approved);
  if (territoryIssue !== null) return { issue: territoryIssue };
  return {
    issue: null,
    version: amendedVersion(approved, lastAmendment.amended),
    waitsForResume: !isWithdrawal(
      shownMetadata(offer, approved, facts)?.territories,
      lastAmendment.amended.territories,
    ),
  };
}

/**
 * The territories from which the amendment requested last takes the release away at a partner that shows earlier
 * metadata. All territories count as shown if these are unknown.
 */
export function lostTerritories(
  partner: string,
  facts: Pick<SaleFacts, 'approved' | 'lastAmendment' | 'shownAmendments' | 'offers'>,
): string[] {
  const { approved, lastAmendment } = facts;
  const offer = facts.offers.find((each) => each.partner === partner);
  if (approved === null || lastAmendment === null || offer === undefined) return [];
  const sold: readonly string[] =
    shownMetadata(offer, approved, facts)?.territories ?? ALL_TERRITORIES;
  const left: readonly string[] = lastAmendment.amended.territories ?? ALL_TERRITORIES;
  return sold.filter((code) => !left.includes(code));
}

/** Null: unknown. */
function shownMetadata(
  { metadataVersion }: Pick<SaleOffer, 'metadataVersion'>,
  approved: ReleasedVersion,
  { shownAmendments }: Pick<SaleFacts, 'shownAmendments'>,
): AmendableMetadata | null {
  if (metadataVersion === 1) return approvedMetadata(approved);
  return shownAmendments.find((each) => each.metadataVersion === metadataVersion)?.amended ?? null;
}

/**
 * Whether an update withdraws the release from territories and adds none: neither a hold of the project nor a pause of
 * the partner delays that, whatever else the update changes. Absent: worldwide.
 */
function isWithdrawal(
  sold: readonly string[] = ALL_TERRITORIES,
  left: readonly string[] = ALL_TERRITORIES,
): boolean {
  return left.length < sold.length && left.every((code) => sold.includes(code));
}

/**
 * The outcome of an amendment. `have`: the version that each partner shows that sells the release. `awaiting`: the
 * partners to which a person may have it redelivered. `inFlight`: those that do not sell it yet.
 */
export function amendmentEnd(
  metadataVersion: number,
  have: readonly { readonly partner: string; readonly metadataVersion: number }[],
  {
    awaiting = [],
    inFlight = [],
  }: {
    readonly awaiting?: readonly string[];
    readonly inFlight?: readonly PartnerInFlight[];
  } = {},
): { outcome: AmendmentOutcome; detail: string } {
  const { outcome, detail } = shownBy(metadataVersion, have, awaiting);
  return { outcome, detail: [detail, ...inFlight.map(describeInFlight)].join('; ') };
}

function shownBy(
  metadataVersion: number,
  have: readonly { readonly partner: string; readonly metadataVersion: number }[],
  awaiting: readonly string[],
): { outcome: AmendmentOutcome; detail: string } {
  if (have.length === 0)
    return {
      outcome: 'not-shown',
      detail:
        awaiting.length === 0
          ? 'no partner sells it any more'
          : `no partner sells it yet: the next delivery to ${awaiting.join(', ')} has it`,
    };
  const behind = have.filter((each) => each.metadataVersion < metadataVersion);
  const names = have.map(({ partner }) => partner).join(', ');
  if (behind.length === 0) return { outcome: 'shown', detail: `shown by ${names}` };
  return {
    outcome: behind.length < have.length ? 'partly-shown' : 'not-shown',
    detail: behind
      .map((each) => `${each.partner} keeps metadata version ${each.metadataVersion}`)
      .join(', '),
  };
}

const describeInFlight = ({ partner, metadataVersion }: PartnerInFlight): string =>
  metadataVersion === null
    ? `the delivery to ${partner} will have it`
    : `${partner} does not sell it yet and has metadata version ${metadataVersion}`;
