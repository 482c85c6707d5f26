/** One piece of the printed dossier. `share`: the part of the page's width, from 0 to 1. */
export type Block =
  | { readonly kind: 'title' | 'part' | 'heading' | 'text'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly Fact[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
    };

export type Fact = readonly [name: string, value: string];

interface Column {
  readonly title: string;
  readonly share: number;
}

/** The name of a part, which has several headings. */
export const part = (text: string): Block => ({ kind: 'part', text });
export const heading = (text: string): Block => ({ kind: 'heading', text });
export const text = (sentence: string): Block => ({ kind: 'text', text: sentence });
export const facts = (rows: readonly Fact[]): Block => ({ kind: 'facts', rows });

/** Columns as pairs of title and share. */
export const table = (
  columns: readonly (readonly [title: string, share: number])[],
  rows: readonly (readonly string[])[],
): Block => ({
  kind: 'table',
  columns: columns.map(([title, share]) => ({ title, share })),
  rows,
});

/** A time in UTC, the same for every reader. */
export const utc = (iso: string): string => iso.slice(0, 19).replace('T', ' ');
