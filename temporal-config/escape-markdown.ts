import { cleanText } from '@fermata/contracts/values';

/** Links, emphasis, code, HTML, tables and bare addresses. Headings and lists need the start of a line. */
const INLINE_MARKUP = /[\\`*_{}[\]<>|~]|:(?=\/\/)/g;

/**
 * Escapes text from people and partners for the Temporal UI, which shows summaries and details as
 * Markdown. Takes one line of 200 characters of it; a label precedes it.
 */
export const escapeMarkdown = (text: string): string =>
  cleanText(text.replaceAll(/\s+/g, ' '), 200).replaceAll(INLINE_MARKUP, '\\$&');
