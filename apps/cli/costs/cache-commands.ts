import type { Command } from 'commander';
import { z } from 'zod';
import { byteSize, count, instant } from '@fermata/clients/words';
import { CacheView, EvictionView } from '@fermata/contracts/http';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { pairs, table } from '../render/table.ts';

const Bytes = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a whole number of bytes')
  .transform(Number);

export function addCacheCommands(program: Command): void {
  const cache = program
    .command('cache')
    .description('cached results of steps, so that no step runs twice');
  defineCommand(cache, {
    usage: 'show',
    isDefault: true,
    summary: 'the size of the cache, and how much could be evicted',
    schema: z.object({}),
    async run({ api, output }) {
      const view = await (await api('operations')).get('/v1/cache', CacheView);
      output.result(view, () => cacheText(view));
      return EXIT.ok;
    },
  });
  defineCommand(cache, {
    usage: 'evict',
    summary: 'evict the least recently used results down to a budget; never those that tracks need',
    options: (command) =>
      command.option(
        '--bytes <number>',
        "the evictable bytes to keep (default: the system's setting)",
      ),
    schema: z.object({ bytes: Bytes.optional() }),
    async run({ api, output }, { bytes }) {
      const done = await (
        await api('operations')
      ).post('/v1/cache/evict', bytes === undefined ? {} : { budgetBytes: bytes }, EvictionView);
      output.result(
        done,
        () =>
          `Evicted ${count(done.results, 'result')} and ${count(done.assets, 'asset')}: ` +
          `${byteSize(done.freedBytes)} freed, ${byteSize(done.ownBytesAfter)} of own bytes ` +
          `left (budget ${byteSize(done.budgetBytes)}).`,
      );
      return EXIT.ok;
    },
  });
}

function cacheText({
  results,
  assetBytes,
  ownBytes,
  budgetBytes,
  keepDays,
  oldestUseAt,
  steps,
}: CacheView): string {
  const figures = pairs([
    ['results', String(results)],
    ['asset bytes', byteSize(assetBytes)],
    [
      'own bytes',
      `${byteSize(ownBytes)} of at most ${byteSize(budgetBytes)}; tracks need the rest`,
    ],
    ['oldest use', oldestUseAt === null ? 'nothing is cached' : instant(oldestUseAt)],
    ['ended tracks', `keep their intermediates for ${keepDays} days`],
  ]);
  return results === 0
    ? figures
    : [
        figures,
        table(
          [
            { title: 'step' },
            { title: 'results', align: 'right' },
            { title: 'bytes', align: 'right' },
          ],
          steps.map((step) => [step.step, String(step.results), byteSize(step.assetBytes)]),
        ),
      ].join('\n\n');
}
