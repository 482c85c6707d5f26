import {
  type AudioFinding,
  cleanText,
  isHard,
  type LocatedFinding,
} from '@fermata/contracts/values';

/** Per step, because the result of an activity must stay small. */
const MAX_FINDINGS = 8;
const MAX_TEXT_CHARACTERS = 200;

/** Findings with the name of their audio, hard ones first, truncated. */
export const locateFindings = (
  findings: readonly { readonly where: string; readonly findings: readonly AudioFinding[] }[],
): LocatedFinding[] =>
  hardFirst(
    findings.flatMap(({ where, findings: found }) =>
      found.map((finding) => ({
        ...finding,
        text: cleanText(finding.text, MAX_TEXT_CHARACTERS),
        where,
      })),
    ),
  ).slice(0, MAX_FINDINGS);

/** Hard findings first, so that truncating the list never hides one. */
export const hardFirst = (findings: readonly LocatedFinding[]): LocatedFinding[] =>
  findings.toSorted((a, b) => Number(isHard(b)) - Number(isHard(a)));
