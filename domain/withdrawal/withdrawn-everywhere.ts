import type { EventData } from '@fermata/contracts/events';

/** No partner has an offer left after the withdrawal, so that the track is withdrawn. */
export const isWithdrawnEverywhere = ({
  outcome,
  stillOfferedTo,
}: Pick<EventData<'withdrawal.ended'>, 'stillOfferedTo'> & {
  readonly outcome: EventData<'withdrawal.ended'>['outcome'] | null;
}): boolean => outcome === 'withdrawn' && stillOfferedTo.length === 0;
