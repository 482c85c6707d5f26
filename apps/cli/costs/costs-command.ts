import type { Command } from 'commander';
import { z } from 'zod';
import { byteSize } from '@fermata/clients/words';
import { CostReportView, type CostSums, TrackCostsView } from '@fermata/contracts/http';
import { formatMoney } from '@fermata/domain/cost';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { oneOf } from '../option-values.ts';
import { type Column, pairs, table } from '../render/table.ts';
import { parseTrackId } from '../track/find-track.ts';

const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'must be a day such as 2026-11-22');
const right = (title: string): Column => ({ title, align: 'right' });
const FIGURES = [
  right('steps'),
  right('cached'),
  right('CPU s'),
  right('model s'),
  right('price'),
  right('saved'),
  right('stored'),
];

export function addCostsCommand(program: Command): void {
  defineCommand(program, {
    usage: 'costs',
    summary: 'costs of the work and savings of the cache, for the project or for one track',
    options: (command) =>
      command
        .option('--track <track>', 'every step of this track')
        .option('--by <group>', 'day, step or track (default: day)')
        .option('--from <day>', 'the first day, in UTC (default: 29 days before the last)')
        .option('--to <day>', 'the last day, in UTC (default: today)'),
    schema: z.object({
      track: z.string().optional(),
      by: oneOf(['day', 'step', 'track']).optional(),
      from: Day.optional(),
      to: Day.optional(),
    }),
    async run({ api, output }, { track, ...query }) {
      const client = await api('creator');
      if (track === undefined) {
        const report = await client.get('/v1/costs', CostReportView, query);
        output.result(report, () => reportText(report));
      } else {
        const costs = await client.get(`/v1/tracks/${parseTrackId(track)}/costs`, TrackCostsView);
        output.result(costs, () => trackText(costs));
      }
      return EXIT.ok;
    },
  });
}

const seconds = (value: number): string => value.toFixed(1);
const figures = (sums: CostSums): string[] => [
  String(sums.entries),
  String(sums.cacheHits),
  seconds(sums.cpuSeconds),
  seconds(sums.modelSeconds),
  formatMoney(sums.price),
  formatMoney(sums.savedPrice),
  byteSize(sums.bytesStored),
];

function reportText({ by, from, to, rows, total }: CostReportView): string {
  if (total.entries === 0) return `No costs from ${from} to ${to}.`;
  return [
    table(
      [{ title: by }, ...FIGURES],
      [...rows.map(({ key, ...sums }) => [key, ...figures(sums)]), ['all', ...figures(total)]],
    ),
    summary(total),
  ].join('\n\n');
}

function trackText({ trackId, steps, total }: TrackCostsView): string {
  if (steps.length === 0) return `No costs for the track ${trackId} yet.`;
  const rows = steps.map((step) => [
    step.step,
    step.failed ? 'failed' : step.cacheHit ? 'cached' : 'made',
    seconds(step.cpuSeconds),
    seconds(step.modelSeconds),
    formatMoney(step.price),
    formatMoney(step.savedPrice),
    byteSize(step.bytesStored),
  ]);
  return [
    table([{ title: 'step' }, { title: '' }, ...FIGURES.slice(2)], rows),
    summary(total),
  ].join('\n\n');
}

const summary = (total: CostSums): string =>
  pairs([
    [
      'price',
      `${formatMoney(total.price)} for ${seconds(total.cpuSeconds)} CPU s, ` +
        `${seconds(total.modelSeconds)} model s and ${byteSize(total.bytesStored)}`,
    ],
    [
      'saved',
      `${formatMoney(total.savedPrice)} and ${seconds(total.savedCpuSeconds)} CPU s, by ` +
        `${total.cacheHits} of ${total.entries} steps that were cached`,
    ],
    [
      'a minute of finished audio',
      total.pricePerMinute === null ? 'none was finished' : formatMoney(total.pricePerMinute),
    ],
  ]);
