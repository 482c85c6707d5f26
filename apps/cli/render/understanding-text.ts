import { oneLine } from '@fermata/clients/words';
import type { Understanding, WishOutcome } from '@fermata/contracts/values';
import { table } from './table.ts';

const OUTCOMES: Readonly<Record<WishOutcome, string>> = {
  honoured: 'understood',
  approximated: 'nearly',
  impossible: 'not possible',
  ignored: 'ignored',
};

/** Every wish of a brief and its outcome; empty for a text without wishes. */
export const understandingText = (understanding: Understanding): string =>
  understanding.length === 0
    ? ''
    : table(
        [{ title: 'wish', max: 50 }, { title: 'outcome' }, { title: 'because', max: 100 }],
        understanding.map(({ quote, outcome, reason }) => [
          `“${oneLine(quote)}”`,
          OUTCOMES[outcome],
          oneLine(reason),
        ]),
      );
