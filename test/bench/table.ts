/**
 * Columns as wide as their widest cell. Numbers have two decimals and are right-aligned; a missing
 * value is a dash.
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  const cells = rows.map((row) =>
    row.map((cell) => (cell === null ? '–' : typeof cell === 'number' ? cell.toFixed(2) : cell)),
  );
  const widths = head.map((name, column) =>
    Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return [line(head), ...cells.map(line)].join('\n');
}
