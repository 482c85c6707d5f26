import type { Command } from 'commander';
import { z } from 'zod';
import { DeclaredGone } from '@fermata/contracts/http';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { parsePartner } from '../partner/parse-partner.ts';
import { findReleaseId } from './find-release.ts';

/** Adds declare-gone. */
export function addDeclareGoneCommand(release: Command): void {
  defineCommand(release, {
    usage: 'declare-gone <release>',
    summary:
      'declare that a partner which shows nothing itself has nothing of the release any more, ' +
      'after its withdrawal there has failed',
    options: (command) =>
      command
        .requiredOption('--partner <name>', 'the partner')
        .requiredOption('--reason <text>', 'how it is known, for the record'),
    schema: z.object({ partner: z.string(), reason: z.string() }),
    async run({ api, output }, { partner: name, reason }, [argument]) {
      const client = await api('operations');
      const releaseId = await findReleaseId(client, argument);
      const declared = await client.post(
        `/v1/releases/${releaseId}/declare-gone`,
        { partner: parsePartner(name), reason },
        DeclaredGone,
      );
      output.result(
        declared,
        () => `${releaseId} counts as gone at ${declared.partner}: the withdrawal there ends.`,
      );
      return EXIT.ok;
    },
  });
}
