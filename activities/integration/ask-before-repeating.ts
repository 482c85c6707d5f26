import {
  type Confirmed,
  type PartnerAdapter,
  type PartnerCallContext,
  PartnerRequestError,
  type Reserved,
  type TakenDown,
} from '@fermata/partners';

/** `attempt`: from 1. */
type Attempt = PartnerCallContext & { readonly attempt: number };

/**
 * The results of steps whose answer was lost, as the partner reports them. Null or false: this is the first attempt, or
 * the step had no effect, so the request may be sent again, with the same key. `deliver` asks in every attempt.
 */
export const askBeforeRepeating = (adapter: PartnerAdapter, context: Attempt) => ({
  reserved: async (releaseId: string): Promise<Reserved | null> =>
    context.attempt === 1 ? null : reservedEarlier(adapter, context, releaseId),

  /** Of an earlier activity, so also in the first attempt of this one. */
  reservedEarlier: (releaseId: string): Promise<Reserved | null> =>
    reservedEarlier(adapter, context, releaseId),

  async confirmed(partnerReference: string): Promise<Confirmed | null> {
    if (context.attempt === 1) return null;
    const { state, url } = await adapter.ask(partnerReference, context);
    return state === 'live' ? { state, url: url ?? null } : null;
  },

  /** Whether the partner shows this version of the metadata, or a later one. */
  async updated(partnerReference: string, metadataVersion: number): Promise<boolean> {
    if (context.attempt === 1) return false;
    const { state, metadataVersion: shown = 1 } = await adapter.ask(partnerReference, context);
    return state === 'live' && shown >= metadataVersion;
  },

  /** Sent again if the partner cannot tell: it does not know the reference, or its answer cannot be read. */
  async takenDown(partnerReference: string): Promise<TakenDown | null> {
    if (context.attempt === 1) return null;
    const state = await adapter.ask(partnerReference, context).then(
      (asked) => asked.state,
      (error: unknown) => {
        if (cannotTell(error)) return null;
        throw error;
      },
    );
    return state === 'taking-down' || state === 'taken-down' ? { state } : null;
  },
});

const cannotTell = (error: unknown): boolean =>
  error instanceof PartnerRequestError &&
  (error.failure.kind === 'bad-answer' ||
    (error.failure.kind === 'answered' && error.failure.status === 404));

async function reservedEarlier(
  adapter: PartnerAdapter,
  context: PartnerCallContext,
  releaseId: string,
): Promise<Reserved | null> {
  const reservations = await adapter.findReservations(releaseId, context);
  const own = reservations.find(({ state }) => state === 'reserved');
  return own ? { partnerReference: own.partnerReference } : null;
}
