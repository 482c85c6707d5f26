import type { Command } from 'commander';
import { z } from 'zod';
import { duration, relative } from '@fermata/clients/words';
import { TrackPage } from '@fermata/contracts/http';
import { STAGES, STYLES } from '@fermata/contracts/values';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { Limit, oneOf } from '../option-values.ts';
import { table } from '../render/table.ts';

export function addListCommand(track: Command): void {
  defineCommand(track, {
    usage: 'list',
    summary: 'the tracks of the project, the newest first',
    options: (command) =>
      command
        .option('--stage <stage>', 'only tracks in this stage')
        .option('--style <style>', 'only tracks of this style')
        .option('--text <text>', 'only tracks whose title or brief has this text')
        .option('--limit <number>', 'number of tracks, 1 to 100 (default: 20)')
        .option('--cursor <cursor>', 'start of the next page, as printed by the previous one'),
    schema: z.object({
      stage: oneOf(STAGES).optional(),
      style: oneOf(STYLES).optional(),
      text: z.string().optional(),
      limit: Limit,
      cursor: z.string().optional(),
    }),
    async run({ api, output }, options) {
      const page = await (await api('creator')).get('/v1/tracks', TrackPage, options);
      output.result(page, () =>
        page.items.length === 0
          ? 'No matching tracks.'
          : table(
              [
                { title: 'track' },
                { title: 'title', max: 40 },
                { title: 'stage' },
                { title: 'style' },
                { title: 'length', align: 'right' },
                { title: 'version', align: 'right' },
                { title: 'changed' },
              ],
              page.items.map((item) => [
                item.trackId,
                item.title,
                item.stage + (item.held ? ', held' : ''),
                item.style ?? '–',
                duration(item.durationSeconds),
                String(item.version),
                relative(item.updatedAt),
              ]),
            ),
      );
      if (page.nextCursor !== null && !output.json)
        output.note(`More: --cursor ${page.nextCursor}`);
      return EXIT.ok;
    },
  });
}
