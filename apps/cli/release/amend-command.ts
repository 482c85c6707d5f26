import type { Command } from 'commander';
import { z } from 'zod';
import { AmendmentAccepted } from '@fermata/contracts/http';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { flagOf, withFlags } from '../invalid-options.ts';
import { splitList } from '../option-values.ts';
import { addMetadataOptions, metadataOf, MetadataOptions } from '../profile/metadata-options.ts';
import { findReleaseId } from './find-release.ts';

const text = z.string().optional();

const AmendOptions = z.object({
  ...MetadataOptions.shape,
  title: text,
  releaseTitle: text,
  territories: text,
  withoutTerritory: text,
  reason: z.string(),
});

export function addAmendCommand(release: Command): void {
  defineCommand(release, {
    usage: 'amend <release>',
    summary:
      'change the metadata or the territories of a release on sale, or of its next delivery while it asks ' +
      '(a release id, or a track id)',
    options: (command) =>
      addMetadataOptions(command)
        .requiredOption('--reason <text>', 'the reason, for the record')
        .option('--title <title>', 'the title of the track in shops')
        .option('--release-title <title>', 'the title of the release (default: follows --title)')
        .option('--territories <codes>', 'where it may be sold, such as DE,FR')
        .option('--without-territory <codes>', 'withdraw it from these countries only'),
    schema: AmendOptions,
    async run({ api, output }, options, [argument]) {
      const client = await api('operations');
      const releaseId = await findReleaseId(client, argument);
      const accepted = await client
        .post(`/v1/releases/${releaseId}/amendments`, requestOf(options), AmendmentAccepted)
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

function requestOf(options: z.infer<typeof AmendOptions>): Record<string, unknown> {
  const { title, releaseTitle, territories, withoutTerritory, reason } = options;
  const fields = {
    ...metadataOf(options),
    ...{ title, releaseTitle, reason },
    territories: territories === undefined ? undefined : splitList(territories),
    withoutTerritories: withoutTerritory === undefined ? undefined : splitList(withoutTerritory),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The options whose names are not those of their fields. */
const FLAGS: Readonly<Record<string, string>> = {
  artists: 'artist',
  contributors: 'contributor',
  withoutTerritories: 'withoutTerritory',
};

const flagForField = ([field = '']: readonly string[]): string => flagOf(FLAGS[field] ?? field);
