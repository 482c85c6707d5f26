import { cleanText, isHard, type LocatedFinding } from '@fermata/contracts/values';

const MAX_LENGTH = 500;

/** Why hard findings stop a track: each once, with its audio. */
export function hardFindingReasons(findings: readonly LocatedFinding[]): string {
  const reasons = findings.filter(isHard).map(({ where, text }) => `${where}: ${text}`);
  return cleanText([...new Set(reasons)].join(' '), MAX_LENGTH);
}
