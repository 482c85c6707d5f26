import { TemporalFailure } from '@temporalio/common';
import { isCancellation, log } from '@temporalio/workflow';
import type { OfferState } from '@fermata/contracts/values';
import {
  isShownGone,
  type PartnerAnswers,
  type ReportedState,
  type TakedownAnswer,
} from '@fermata/domain/offer';
import { call } from '../call.ts';
import { isNotAuthorised } from '../is-not-authorised.ts';
import { integration } from '../proxies.ts';
import { reasonOf } from '../reason-of.ts';
import { isUnknownReservation } from './is-unknown-reservation.ts';

/** A release that is taken down at one partner. */
export interface PartnerTakedown {
  readonly partner: string;
  readonly projectId: string;
  readonly trackId: string;
  readonly releaseId: string;
  /** Null when an offer of an incomplete release is withdrawn. */
  readonly withdrawalId: string | null;
  readonly idempotencyKey: string;
  readonly reason: string;
  readonly answers: PartnerAnswers;
  /** What the partner may have: the references that the catalogue has, and all that the partner has listed so far. */
  readonly references: Set<string>;
  /** Those of them whose takedown the partner has taken. */
  readonly taken: Set<string>;
  /** Since when the partner answers about a reference nothing but that it does not know it. Milliseconds since 1970. */
  readonly deniedSince: Map<string, number>;
  /** How long it must do so until the reference is gone. */
  readonly mustDenyMs: number;
}

/** `gone`: the sentence for the record. `left`: why the partner may still have something. */
export type TakedownResult = { readonly gone: string } | { readonly left: string };

/**
 * Asks the partner for everything that it has of the release, and requests the takedown of it, unless the partner has
 * shown that nothing is left. A call that fails for good leaves it open: people renew a refused key, and the wrong
 * answer of a proxy ends. Throws if the catalogue does not allow the takedown.
 */
export async function requestTakedown(
  request: PartnerTakedown,
  giveUpAfterSeconds: () => number,
): Promise<TakedownResult> {
  const { partner, references, taken, deniedSince } = request;
  const failures: string[] = [];
  const fail = (error: unknown): void => {
    failures.push(repeatableFailure(partner, error));
  };
  const listed = await list(request, giveUpAfterSeconds()).catch((error: unknown) => {
    fail(error);
    return null;
  });
  for (const reference of listed?.keys() ?? []) references.add(reference);
  const left: string[] = [];
  for (const reference of references) {
    const state = await stateOf(request, reference, { listed, giveUpAfterSeconds, fail });
    if (state !== 'not-known' && state !== 'unknown') deniedSince.delete(reference);
    if (isShownGone(state, answerTo(request, reference), request.mustDenyMs)) continue;
    left.push(reference);
    if (state === 'taking-down') taken.add(reference);
    else
      await sendTakedown(request, reference, giveUpAfterSeconds()).then(
        () => {
          taken.add(reference);
          deniedSince.delete(reference);
        },
        (error: unknown) => {
          if (isUnknownReservation(error) && !deniedSince.has(reference))
            deniedSince.set(reference, Date.now());
          fail(error);
        },
      );
  }
  if (listed === null) return { left: `${partner} may still have it: ${failures.join(': ')}` };
  if (left.length === 0) return { gone: goneSentence(request) };
  const unlisted = left.filter((reference) => !listed.has(reference));
  const note = unlisted.length === 0 ? [] : [`it does not list ${unlisted.join(', ')}`];
  return { left: [`${partner} still has ${left.join(', ')}`, ...note, ...failures].join(': ') };
}

const answerTo = ({ taken, deniedSince }: PartnerTakedown, reference: string): TakedownAnswer => {
  const since = deniedSince.get(reference);
  return {
    isTaken: taken.has(reference),
    deniedMs: since === undefined ? null : Date.now() - since,
  };
};

function goneSentence({ partner, deniedSince }: PartnerTakedown): string {
  const gone = `${partner} reports that it has nothing of this release`;
  const denied = [...deniedSince.keys()];
  return denied.length === 0
    ? gone
    : `${gone}: its list lacks ${denied.join(', ')}, of which it answers questions and takedowns that it knows no ` +
        'such reservation';
}

type Listed = ReadonlyMap<string, OfferState>;

async function list(
  { projectId, partner, releaseId }: PartnerTakedown,
  giveUpAfterSeconds: number,
): Promise<Listed> {
  const reservations = await call(
    integration.findReservations,
    `Find the reservations of this release at ${partner}`,
    { projectId, partner, releaseId, giveUpAfterSeconds },
  );
  return new Map(reservations.map(({ partnerReference, state }) => [partnerReference, state]));
}

/**
 * A reference that the partner does not list may be on sale: it is asked about. Without a list the state is unknown,
 * and no further question delays the takedown.
 */
async function stateOf(
  { projectId, partner }: PartnerTakedown,
  partnerReference: string,
  {
    listed,
    giveUpAfterSeconds,
    fail,
  }: {
    readonly listed: Listed | null;
    readonly giveUpAfterSeconds: () => number;
    readonly fail: (error: unknown) => void;
  },
): Promise<ReportedState> {
  if (listed === null) return 'unknown';
  const state = listed.get(partnerReference);
  if (state !== undefined) return state;
  try {
    const asked = await call(
      integration.askPartner,
      `${partnerReference} is not listed: ask ${partner}`,
      { projectId, partner, partnerReference, giveUpAfterSeconds: giveUpAfterSeconds() },
    );
    return asked.state;
  } catch (error) {
    if (isUnknownReservation(error)) return 'not-known';
    fail(error);
    return 'unknown';
  }
}

async function sendTakedown(
  { partner, projectId, trackId, releaseId, withdrawalId, reason, idempotencyKey }: PartnerTakedown,
  partnerReference: string,
  giveUpAfterSeconds: number,
): Promise<void> {
  await call(integration.sendTakedown, `Take ${partnerReference} down at ${partner}`, {
    ...{ partner, projectId, trackId, releaseId, withdrawalId, reason },
    ...{ partnerReference, giveUpAfterSeconds },
    idempotencyKey: `${idempotencyKey}/${partnerReference}/${today()}`,
  });
}

/** In UTC. A partner that has missed a takedown, or has undone it, gets another request each day. */
const today = (): string => new Date(Date.now()).toISOString().slice(0, '2027-03-01'.length);

/** The reason of a failure after which the partner is asked again. Throws every other one. */
function repeatableFailure(partner: string, error: unknown): string {
  if (!(error instanceof TemporalFailure) || isCancellation(error) || isNotAuthorised(error))
    throw error;
  const reason = reasonOf(error);
  log.warn('a takedown is requested again', { partner, reason });
  return reason;
}
