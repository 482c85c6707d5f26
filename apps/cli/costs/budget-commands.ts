import type { Command } from 'commander';
import { z } from 'zod';
import { instant } from '@fermata/clients/words';
import { BudgetView } from '@fermata/contracts/http';
import { formatMoney, parseMoney } from '@fermata/domain/cost';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';

export function addBudgetCommands(program: Command): void {
  const budget = program.command('budget').description('the daily budget of the project');
  defineCommand(budget, {
    usage: 'show',
    isDefault: true,
    summary: 'the budget of today (UTC) and the amount spent',
    schema: z.object({}),
    async run({ api, output }) {
      const view = await (await api('creator')).get('/v1/budget', BudgetView);
      output.result(view, () => budgetText(view));
      return EXIT.ok;
    },
  });
  defineCommand(budget, {
    usage: 'set <euros>',
    summary: 'refuse new work once the cost of a day reaches this; work in progress continues',
    schema: z.object({}),
    async run({ api, output }, _options, [euros = '']) {
      const perDay = parseMoney(euros);
      if (perDay === null || perDay.micros === 0)
        throw new CommandError(
          EXIT.usage,
          'The budget must be more than 0 euros, such as 2.50; "fermata budget clear" removes it.',
        );
      const view = await (await api('operations')).put('/v1/budget', { perDay }, BudgetView);
      output.result(view, () => budgetText(view));
      return EXIT.ok;
    },
  });
  defineCommand(budget, {
    usage: 'clear',
    summary: 'remove the budget',
    schema: z.object({}),
    async run({ api, output }) {
      const view = await (await api('operations')).put('/v1/budget', { perDay: null }, BudgetView);
      output.result(view, () => budgetText(view));
      return EXIT.ok;
    },
  });
}

function budgetText({ day, perDay, spent, exhausted, opensAt, setAt, setBy }: BudgetView): string {
  const spending = `${formatMoney(spent)} spent on ${day} (UTC)`;
  if (perDay === null) return `${spending}; there is no budget.`;
  const by = setAt === null || setBy === null ? '' : ` (set by ${setBy} at ${instant(setAt)})`;
  return (
    `${spending} of ${formatMoney(perDay)} a ` +
    `day${by}.${exhausted ? ` New work is refused until ${instant(opensAt)}.` : ''}`
  );
}
