import { cleanText } from '@fermata/contracts/values';

/**
 * Escapes text from people and partners, so that it cannot form links, tables or headings in the
 * Temporal UI. Limits it to 200 characters on one line.
 */
export const escapeMarkdown = (text: string): string =>
  cleanText(text.replaceAll(/[\\`*_{}[\]()#+!|<>~-]/g, '\\$&').replaceAll(/\s+/g, ' '), 200);
