import type { ReleaseTerms } from '@fermata/contracts/values';

export interface StartFacts {
  readonly publishOn: ReleaseTerms['publishOn'];
  /** Milliseconds since 1970. Null unless it waits for a date. */
  readonly publishesAt: number | null;
  /** Whether a person has requested the release. */
  readonly byPerson: boolean;
  /** Whether a partner asks for it: for this version, if it is the release of a track. */
  readonly byPartner: boolean;
}

/**
 * Whether the release of an approved track, or of approved versions, starts now. Before its date only a person starts
 * it: the date is an embargo for partners.
 */
export function startsNow(
  { publishOn, publishesAt, byPerson, byPartner }: StartFacts,
  now: number,
): boolean {
  if (byPerson || publishOn === 'approval') return true;
  return publishOn === 'date' ? publishesAt !== null && publishesAt <= now : byPartner;
}

/** The date before which no request of a partner starts the release. Null: it has none, or it has passed. */
export const embargoUntil = (
  { publishOn, publishesAt }: Pick<StartFacts, 'publishOn' | 'publishesAt'>,
  now: number,
): number | null =>
  publishOn === 'date' && publishesAt !== null && publishesAt > now ? publishesAt : null;
