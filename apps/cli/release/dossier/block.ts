/** One piece of the printed dossier. `share`: the part of the page's width, from 0 to 1. */
export type Block =
  | { readonly kind: 'title' | 'heading' | 'text'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [string, string])[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly { readonly title: string; readonly share: number }[];
      readonly rows: readonly (readonly string[])[];
    };

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const text = (sentence: string): Block => ({ kind: 'text', text: sentence });
export const facts = (rows: readonly (readonly [string, string])[]): Block => ({
  kind: 'facts',
  rows,
});

/** A time in UTC, the same for every reader. */
export const utc = (iso: string): string => iso.slice(0, 19).replace('T', ' ');
