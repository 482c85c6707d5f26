import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';
import { publishAttributes } from '../publish-attributes.ts';

/** The list of workflows shows the role that must act on a message of the partner. */
export function publishAwaited(partner: string, awaits: 'operations' | null): void {
  publishAttributes([
    { key: searchAttributes.awaitingRole, value: awaits },
    ...(awaits === null ? [] : [{ key: searchAttributes.partner, value: partner }]),
  ]);
}

/** The line about an answer that has not reached its partner. */
export const notTaken = (partner: string, reason: string): string =>
  `${partner} has not taken the answer (${escapeMarkdown(reason)}). It is sent again, at least hourly, for 30 days. ` +
  `Next: \`fermata partner ping ${partner}\` shows whether it answers and accepts our key.`;
