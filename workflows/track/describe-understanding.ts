import type { Understanding, WishOutcome } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';

const LABELS: Readonly<Record<WishOutcome, string>> = {
  honoured: 'Understood',
  approximated: 'Nearly',
  impossible: 'Not possible',
  ignored: 'Ignored',
};

/** Lines of wishes that are not met; the catalogue has all of them. */
const MAX_LINES = 12;

/** The wishes of a brief by outcome, as Markdown: those that are met in one line, every other with its reason. */
export function describeUnderstanding(understanding: Understanding): string[] {
  const met = understanding.filter(({ outcome }) => outcome === 'honoured');
  const others = understanding.filter(({ outcome }) => outcome !== 'honoured');
  const more = others.length - MAX_LINES;
  return [
    ...(met.length === 0
      ? []
      : [`${LABELS.honoured}: ${met.map(({ quote }) => `“${escapeMarkdown(quote)}”`).join(', ')}`]),
    ...others
      .slice(0, MAX_LINES)
      .map(
        ({ quote, outcome, reason }) =>
          `${LABELS[outcome]}: “${escapeMarkdown(quote)}”: ${escapeMarkdown(reason)}`,
      ),
    ...(more > 0 ? [`${more} more wishes are not met: \`fermata track show\` lists them.`] : []),
  ];
}
