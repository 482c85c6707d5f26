import type { Command } from 'commander';
import { z } from 'zod';
import { instant } from '@fermata/clients/words';
import { BudgetView } from '@fermata/contracts/http';
import { formatEuros } from '@fermata/domain/cost';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';

/** Euros as people write them: `12`, `0.50`. */
const AMOUNT = /^\d{1,7}(\.\d{1,6})?$/;

export function addBudgetCommands(program: Command): void {
  const budget = program.command('budget').description('what the project may spend in a day');
  defineCommand(budget, {
    usage: 'show',
    isDefault: true,
    summary: 'what may be spent today (UTC), and what is spent',
    schema: z.object({}),
    async run({ api, output }) {
      const view = await (await api('ada')).get('/v1/budget', BudgetView);
      output.result(view, () => budgetText(view));
      return EXIT.ok;
    },
  });
  defineCommand(budget, {
    usage: 'set <euros>',
    summary:
      'refuse new work from the moment on that a day has cost so much; work under way goes on',
    schema: z.object({}),
    async run({ api, output }, _options, [euros = '']) {
      const dayMinor = AMOUNT.test(euros) ? Math.round(Number(euros) * 1e6) / 1e4 : 0;
      if (dayMinor === 0)
        throw new CommandError(
          EXIT.usage,
          'The budget must be an amount in euros of more than 0, such as 2.50; for no limit there is "fermata budget clear".',
        );
      const view = await (await api('otto')).put('/v1/budget', { dayMinor }, BudgetView);
      output.result(view, () => budgetText(view));
      return EXIT.ok;
    },
  });
  defineCommand(budget, {
    usage: 'clear',
    summary: 'let the project spend as much as it likes',
    schema: z.object({}),
    async run({ api, output }) {
      const view = await (await api('otto')).put('/v1/budget', { dayMinor: null }, BudgetView);
      output.result(view, () => budgetText(view));
      return EXIT.ok;
    },
  });
}

function budgetText({
  day,
  dayMinor,
  spentMinor,
  exhausted,
  opensAt,
  setAt,
  setBy,
}: BudgetView): string {
  const spent = `${formatEuros(spentMinor)} spent on ${day} (UTC)`;
  if (dayMinor === null) return `${spent}; there is no budget.`;
  const by = setAt === null || setBy === null ? '' : ` (set by ${setBy} at ${instant(setAt)})`;
  return `${spent} of ${formatEuros(dayMinor)} a day${by}.${exhausted ? ` New work is refused until ${instant(opensAt)}.` : ''}`;
}
