import type { AuditFinding } from './audit-finding.ts';
import type { Range } from './verify-log.ts';

/** If exactly one event and one position are missing, the two become one finding: it gets the position. */
export function missingPositions(
  findings: readonly AuditFinding[],
  missing: readonly Range[],
): AuditFinding[] {
  const unplaced = findings.filter(({ kind, position }) => kind === 'missing' && position === null);
  const [only] = unplaced;
  const [hole] = missing;
  if (
    only !== undefined &&
    unplaced.length === 1 &&
    hole !== undefined &&
    missing.length === 1 &&
    hole.from === hole.to
  )
    return findings.map((finding) =>
      finding === only ? { ...finding, position: hole.from } : finding,
    );
  return [
    ...findings,
    ...missing.map(({ from, to }): AuditFinding => ({
      kind: 'missing',
      stream: null,
      sequence: null,
      position: from,
      detail:
        from === to
          ? `the event of position ${from} is missing from the log`
          : `the events of positions ${from} to ${to} are missing from the log`,
    })),
  ];
}
