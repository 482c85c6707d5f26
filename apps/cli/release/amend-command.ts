import type { Command } from 'commander';
import { AmendmentAccepted } from '@fermata/contracts/http';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { withFlags } from '../invalid-options.ts';
import { addMetadataOptions } from '../profile/metadata-options.ts';
import { amendmentOf, AmendOptions, flagForField } from './amendment-of.ts';
import { findReleaseId } from './find-release.ts';

export function addAmendCommand(release: Command): void {
  defineCommand(release, {
    usage: 'amend <release>',
    summary:
      'change the metadata or the territories of a release on sale, or of its next delivery while it asks ' +
      '(a release id, or a track id); with --recording, those of its recordings',
    options: (command) =>
      addMetadataOptions(command)
        .requiredOption('--reason <text>', 'the reason, for the record')
        .option('--title <title>', 'the title of the track in shops')
        .option(
          '--recording <place...>',
          'change these of several recordings, such as 2, 1-2 (disc-number) or an ISRC, and not the release',
        )
        .option('--release-title <title>', 'the title of the release (default: follows --title)')
        .option('--territories <codes>', 'where it may be sold, such as DE,FR')
        .option('--without-territory <codes>', 'withdraw it from these countries only'),
    schema: AmendOptions,
    async run({ api, output }, options, [argument]) {
      const client = await api('operations');
      const releaseId = await findReleaseId(client, argument);
      const accepted = await client
        .post(`/v1/releases/${releaseId}/amendments`, amendmentOf(options), AmendmentAccepted)
        .catch((error: unknown) => {
          throw withFlags(error, flagForField);
        });
      output.result(
        accepted,
        () =>
          (accepted.partners.length === 0
            ? `The next delivery has metadata version ${accepted.metadataVersion}.\n`
            : `Metadata version ${accepted.metadataVersion} goes to ${accepted.partners.join(', ')}.\n`) +
          `See who has which: fermata release show ${releaseId}`,
      );
      return EXIT.ok;
    },
  });
}
