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

/** Whether the release of an approved track, or of approved versions, starts now. */
export function startsNow(
  { publishOn, publishesAt, byPerson, byPartner }: StartFacts,
  now: number,
): boolean {
  if (byPerson || byPartner || publishOn === 'approval') return true;
  return publishOn === 'date' && publishesAt !== null && publishesAt <= now;
}
