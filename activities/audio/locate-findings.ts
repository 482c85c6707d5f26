import type { AudioFinding, LocatedFinding } from '@fermata/contracts/values';

/** Of one step: an activity's result must stay small. */
const MAX_FINDINGS = 8;
const MAX_TEXT_CHARACTERS = 200;

/** Faults with the audio that they are in, the hard ones first, at most eight of a step. */
export const locateFindings = (
  findings: readonly { readonly where: string; readonly findings: readonly AudioFinding[] }[],
): LocatedFinding[] =>
  hardFirst(
    findings.flatMap(({ where, findings: found }) =>
      found.map((finding) => ({
        ...finding,
        text: finding.text.slice(0, MAX_TEXT_CHARACTERS),
        where,
      })),
    ),
  ).slice(0, MAX_FINDINGS);

/** Whoever cuts the list off must not cut off what stops a track. */
export const hardFirst = (findings: readonly LocatedFinding[]): LocatedFinding[] =>
  findings.toSorted((a, b) => Number(b.severity === 'hard') - Number(a.severity === 'hard'));
