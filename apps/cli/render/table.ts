import { oneLine } from '@fermata/clients/words';

export type Column = {
  title: string;
  align?: 'left' | 'right';
  /** Longer cells are cut with "…". */ max?: number;
};

/** Aligned columns, two spaces apart, no trailing spaces. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) =>
    columns.map(({ max }, index) => cut(oneLine(row[index] ?? ''), max)),
  );
  const widths = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...cells.map((row) => widthOf(row[index] ?? ''))),
  );
  const line = (row: readonly string[]): string =>
    columns
      .map(({ align }, index) => {
        const cell = row[index] ?? '';
        const gap = ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(cell)));
        return align === 'right' ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...cells.map(line)].join('\n');
}

/** `name  value` lines with the values aligned. */
export function pairs(rows: readonly (readonly [string, string])[], indent = ''): string {
  const width = Math.max(0, ...rows.map(([name]) => widthOf(name)));
  return rows
    .map(([name, value]) =>
      `${indent}${name}${' '.repeat(width - widthOf(name))}  ${oneLine(value)}`.trimEnd(),
    )
    .join('\n');
}

const widthOf = (text: string): number => [...text].length;
const cut = (text: string, max: number | undefined): string =>
  max === undefined || widthOf(text) <= max ? text : `${[...text].slice(0, max - 1).join('')}…`;
