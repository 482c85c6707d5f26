/**
 * Escapes text from people and partners, so that it cannot form links, tables or headings in the
 * Temporal UI. Limits it to 200 characters on one line.
 */
export const escapeMarkdown = (text: string): string =>
  text
    .replaceAll(/[\\`*_{}[\]()#+!|<>~-]/g, '\\$&')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 200);
