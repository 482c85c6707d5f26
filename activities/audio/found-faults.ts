import type { AudioFault, LocatedFault } from '@fermata/contracts';

/** Of one step: an activity's result must stay small. */
const MOST_FAULTS = 8;
const MOST_CHARACTERS = 200;

/** Faults with the audio that they are in, the hard ones first, at most eight of a step. */
export const foundIn = (
  faults: readonly { readonly where: string; readonly faults: readonly AudioFault[] }[],
): LocatedFault[] =>
  worstFirst(
    faults.flatMap(({ where, faults: found }) =>
      found.map((fault) => ({ ...fault, text: fault.text.slice(0, MOST_CHARACTERS), where })),
    ),
  ).slice(0, MOST_FAULTS);

/** Whoever cuts the list off must not cut off what stops a track. */
export const worstFirst = (faults: readonly LocatedFault[]): LocatedFault[] =>
  faults.toSorted((a, b) => Number(b.severity === 'hard') - Number(a.severity === 'hard'));
