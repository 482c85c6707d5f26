import type { Command } from 'commander';
import { z } from 'zod';
import { ReleaseUsage } from '@fermata/contracts/http';
import { minorAmount } from '@fermata/domain/cost';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { Limit } from '../option-values.ts';
import { table } from '../render/table.ts';
import { findReleaseId } from './find-release.ts';

export function addUsageCommand(release: Command): void {
  defineCommand(release, {
    usage: 'usage <release>',
    summary:
      'show the usage of a release that partners have reported (a release id, or a track id)',
    options: (command) =>
      command
        .option('--limit <number>', 'number of lines, 1 to 100 (default: 20)')
        .option('--cursor <cursor>', 'start of the next page, as printed by the previous one'),
    schema: z.object({ limit: Limit, cursor: z.string().optional() }),
    async run({ api, output }, query, [argument]) {
      const client = await api('creator');
      const releaseId = await findReleaseId(client, argument);
      const usage = await client.get(`/v1/releases/${releaseId}/usage`, ReleaseUsage, query);
      output.result(usage, () =>
        usage.totals.length === 0
          ? 'No partner has reported any usage.'
          : [
              totalsTable(usage),
              ...(usage.recordings.length > usage.totals.length ? [recordingsTable(usage)] : []),
              linesTable(usage),
            ].join('\n\n'),
      );
      if (usage.nextCursor !== null && !output.json)
        output.note(`More: --cursor ${usage.nextCursor}`);
      return EXIT.ok;
    },
  });
}

const totalsTable = ({ totals }: ReleaseUsage): string =>
  table(
    [
      ...[{ title: 'total of' }, { title: 'from' }, { title: 'to' }],
      ...([
        { title: 'lines', align: 'right' },
        { title: 'units', align: 'right' },
      ] as const),
      { title: 'revenue', align: 'right' },
    ],
    totals.map((total) => [
      ...[total.partner, total.from, total.to, String(total.lines), String(total.units)],
      minorAmount(total.revenueMinor, total.currency),
    ]),
  );

const recordingsTable = ({ recordings }: ReleaseUsage): string =>
  table(
    [
      ...[{ title: 'recording' }, { title: 'ISRC' }, { title: 'total of' }],
      ...([{ title: 'units', align: 'right' }] as const),
      { title: 'revenue', align: 'right' },
    ],
    recordings.map((total) => [
      ...[total.trackId ?? 'the whole release', total.isrc ?? '–', total.partner],
      ...[String(total.units), minorAmount(total.revenueMinor, total.currency)],
    ]),
  );

const linesTable = ({ items }: ReleaseUsage): string =>
  table(
    [
      ...[{ title: 'partner' }, { title: 'line' }, { title: 'ISRC' }, { title: 'territory' }],
      { title: 'from' },
      ...([{ title: 'to' }, { title: 'units', align: 'right' }] as const),
      { title: 'revenue', align: 'right' },
    ],
    items.map((line) => [
      ...[line.partner, line.lineId, line.isrc ?? '–', line.territory],
      ...[line.from, line.to, String(line.units)],
      minorAmount(line.revenueMinor, line.currency),
    ]),
  );
