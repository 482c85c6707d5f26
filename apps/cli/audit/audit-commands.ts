import type { Command } from 'commander';
import { z } from 'zod';
import { count } from '@fermata/clients/words';
import { ProjectId } from '@fermata/contracts/values';
import type { Catalogue } from '@fermata/prisma';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { table } from '../render/table.ts';
import { databaseUrl } from '../service-settings.ts';

/** The audit reads the database directly, so that it need not trust the API. */
export function addAuditCommands(audit: Command): void {
  defineCommand(audit, {
    usage: 'verify',
    summary:
      'verify the event record: report altered, moved, inserted, missing and unapproved events',
    local: true,
    options: (command) => command.option('--project <project>', 'only this project'),
    schema: z.object({ project: ProjectId.optional() }),
    async run({ env, output }, { project }) {
      const report = await withCatalogue(env, ({ audit: check }) =>
        check.verify(project === undefined ? {} : { projectId: project }),
      );
      const verdict =
        report.findings.length === 0
          ? 'the record is intact'
          : count(report.findings.length, 'finding');
      output.result(report, () =>
        [
          `${count(report.events, 'event')} in ${count(report.streams, 'stream')}: ${verdict}.`,
          ...(report.findings.length === 0
            ? []
            : [
                table(
                  [
                    { title: 'finding' },
                    { title: 'stream' },
                    { title: 'sequence', align: 'right' },
                    { title: 'position', align: 'right' },
                    { title: 'detail' },
                  ],
                  report.findings.map(({ kind, stream, sequence, position, detail }) => [
                    kind,
                    stream ?? '–',
                    String(sequence ?? '–'),
                    String(position ?? '–'),
                    detail,
                  ]),
                ),
              ]),
        ].join('\n'),
      );
      return report.findings.length === 0 ? EXIT.ok : EXIT.failed;
    },
  });
  defineCommand(audit, {
    usage: 'rebuild',
    summary: 'rebuild all read tables from the events and compare them with the current ones',
    local: true,
    schema: z.object({}),
    async run({ env, output }) {
      const report = await withCatalogue(env, ({ audit: check }) => check.rebuild());
      output.result(report, () =>
        [
          table(
            [{ title: 'table' }, { title: 'rows', align: 'right' }, { title: '' }],
            report.tables.map((each) => [
              each.table,
              String(each.rows),
              each.identical ? 'identical' : 'differed; replaced',
            ]),
          ),
          `${count(report.events, 'event')} read: ` +
            (report.identical
              ? 'all tables were identical.'
              : 'some tables differed from their events and were replaced.'),
        ].join('\n\n'),
      );
      return report.identical ? EXIT.ok : EXIT.failed;
    },
  });
}

async function withCatalogue<T>(
  env: NodeJS.ProcessEnv,
  work: (catalogue: Catalogue) => Promise<T>,
): Promise<T> {
  const url = await databaseUrl(env);
  let catalogue: Catalogue | null = null;
  try {
    // Loaded only here, as it slows the start of other commands.
    const { openCatalogue } = await import('@fermata/prisma');
    catalogue = await openCatalogue({ databaseUrl: url, poolSize: 1 });
    await catalogue.ping();
  } catch (error) {
    await catalogue?.close();
    throw new CommandError(
      EXIT.absent,
      `The database does not respond: ${error instanceof Error ? error.message || error.name : String(error)}.`,
    );
  }
  try {
    return await work(catalogue);
  } finally {
    await catalogue.close();
  }
}
