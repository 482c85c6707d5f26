// The Temporal UI cuts off the last line of its box, so the text ends with an empty paragraph.
const SPARE = '\n\n\u00a0';

/**
 * Markdown for the box *Current Details* of the Temporal UI: the current activity in bold, then one
 * line per detail.
 */
export const currentDetails = (doing: string, lines: readonly string[]): string =>
  `**${doing}**\n\n${lines.map((line) => `- ${line}`).join('\n')}${SPARE}`;
