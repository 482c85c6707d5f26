// The Temporal UI measures its box a line too short: an empty paragraph is what it cuts off.
const SPARE = '\n\n\u00a0';

/**
 * Markdown for the box *Current Details* of the Temporal UI: what it does in bold, then what else
 * there is to know, a line each.
 */
export const currentDetails = (doing: string, lines: readonly string[]): string =>
  `**${doing}**\n\n${lines.map((line) => `- ${line}`).join('\n')}${SPARE}`;
