import type { ReleaseTerms } from '@fermata/contracts/values';

export interface StartFacts {
  readonly publishOn: ReleaseTerms['publishOn'];
  /** Milliseconds since 1970. Null unless the track waits for a date. */
  readonly publishesAt: number | null;
  /** Whether a person has ordered the release. */
  readonly ordered: boolean;
  /** Whether a partner asks for this version. */
  readonly requested: boolean;
}

/** Whether the release of an approved track starts now. */
export function startsNow(
  { publishOn, publishesAt, ordered, requested }: StartFacts,
  now: number,
): boolean {
  if (ordered || requested || publishOn === 'approval') return true;
  return publishOn === 'date' && publishesAt !== null && publishesAt <= now;
}
