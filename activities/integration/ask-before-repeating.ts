import {
  type Confirmed,
  type PartnerAdapter,
  type PartnerCallContext,
  PartnerRequestError,
  type Reserved,
  type TakenDown,
} from '@fermata/partners';

/**
 * The results of steps whose answer was lost, as the partner reports them. Null: the step had no effect, so the request
 * may be sent again, with the same key. `deliver` asks by itself.
 */
export const askBeforeRepeating = (adapter: PartnerAdapter, context: PartnerCallContext) => ({
  async reserved(releaseId: string): Promise<Reserved | null> {
    const reservations = await adapter.findReservations(releaseId, context);
    const own = reservations.find(({ state }) => state === 'reserved');
    return own ? { partnerReference: own.partnerReference } : null;
  },

  async confirmed(partnerReference: string): Promise<Confirmed | null> {
    const { state, url } = await adapter.ask(partnerReference, context);
    return state === 'live' ? { state, url: url ?? null } : null;
  },

  /** The version of the metadata that the partner shows, if it is this one or a later one. */
  async updated(partnerReference: string, metadataVersion: number): Promise<number | null> {
    const { state, metadataVersion: shown = 1 } = await adapter.ask(partnerReference, context);
    return state === 'live' && shown >= metadataVersion ? shown : null;
  },

  /** Sent again if the partner cannot tell: it does not know the reference, or its answer cannot be read. */
  async takenDown(partnerReference: string): Promise<TakenDown | null> {
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
