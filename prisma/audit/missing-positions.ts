import type { AuditIssue } from './audit-issue.ts';
import type { Range } from './verify-log.ts';

/** If exactly one event and one position are missing, the two become one issue: it gets the position. */
export function missingPositions(
  issues: readonly AuditIssue[],
  missing: readonly Range[],
): AuditIssue[] {
  const unplaced = issues.filter(({ kind, position }) => kind === 'missing' && position === null);
  const [only] = unplaced;
  const [gap] = missing;
  if (
    only !== undefined &&
    unplaced.length === 1 &&
    gap !== undefined &&
    missing.length === 1 &&
    gap.from === gap.to
  )
    return issues.map((issue) => (issue === only ? { ...issue, position: gap.from } : issue));
  return [
    ...issues,
    ...missing.map(({ from, to }): AuditIssue => ({
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
