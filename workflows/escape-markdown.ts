/**
 * What people and partners typed must not become a link, a table or a heading before operations. At
 * most 200 characters, on one line.
 */
export const escapeMarkdown = (text: string): string =>
  text
    .replaceAll(/[\\`*_{}[\]()#+!|<>~-]/g, '\\$&')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 200);
