import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { ApiClient } from '@fermata/clients/api';
import { byteSize, duration, instant } from '@fermata/clients/words';
import { MaterialView } from '@fermata/contracts/http';
import { type MaterialLicence, PartName, Sha256 } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { pairs } from '../render/table.ts';
import { parseTrackId } from '../track/find-track.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.wav': 'audio/wav',
  '.wave': 'audio/wav',
  '.bwf': 'audio/wav',
  '.rf64': 'audio/wav',
  '.mid': 'audio/midi',
  '.midi': 'audio/midi',
  '.smf': 'audio/midi',
  '.kar': 'audio/midi',
  '.rmi': 'audio/midi',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
};
const text = z.string().optional();
const wholeNumber = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, 'must be a whole number, at least 1')
  .transform(Number)
  .optional();
const AddOptions = z.object({
  licensor: text,
  licence: text,
  territories: text,
  bars: wholeNumber,
  track: text,
  version: wholeNumber,
  part: text,
});

/** Adds the `material` commands: melodies, audio loops and covers. */
export function addMaterialCommands(material: Command): void {
  defineCommand(material, {
    usage: 'add [file]',
    summary:
      'add an audio loop (WAV), a melody (MIDI), a cover (PNG or JPEG), or with --track a part of a finished version',
    options: (command) =>
      command
        .option('--licensor <name>', 'the licensor of the audio loop, the melody or the picture')
        .option('--licence <licence>', 'its licence, such as CC-BY-4.0')
        .option(
          '--territories <codes>',
          'where it is licensed, such as DE,FR (default: everywhere)',
        )
        .option(
          '--bars <number>',
          'bars of the loop, or bars of the melody to take (default: by its length)',
        )
        .option('--track <track>', 'take the melody of a part of this track')
        .option('--version <number>', 'the version of the track (default: 1)')
        .option('--part <part>', `the part: ${PartName.options.join(', ')} (default: lead)`),
    schema: AddOptions,
    async run({ api, output }, options, [file]) {
      const client = await api('creator');
      const added =
        options.track === undefined
          ? await addFile(client, file, options)
          : await client.post(
              '/v1/materials',
              {
                trackId: parseTrackId(options.track),
                version: options.version ?? 1,
                part: options.part ?? 'lead',
              },
              MaterialView,
            );
      output.result(
        added,
        () =>
          `${materialCard(added)}\nUse it: fermata track create --brief "…" ${useOptions(added)}`,
      );
      return EXIT.ok;
    },
  });
  defineCommand(material, {
    usage: 'show <sha256>',
    summary: 'a material and its declared licence',
    schema: z.object({}),
    async run({ api, output }, _options, [id]) {
      const sha256 = Sha256.safeParse(id?.trim());
      if (!sha256.success)
        throw new CommandError(
          EXIT.usage,
          `"${id ?? ''}" is not the sha256 of a material: 64 hex digits.`,
        );
      const found = await (await api('creator')).get(`/v1/materials/${sha256.data}`, MaterialView);
      output.result(found, () => materialCard(found));
      return EXIT.ok;
    },
  });
}

function useOptions({ kind, sha256, understood }: MaterialView): string {
  if (kind === 'cover') return `--cover ${sha256}`;
  return kind === 'audio-loop'
    ? `--loop ${sha256} --loop-bars ${understood?.bars ?? 4}`
    : `--motif ${sha256} --motif-use vary`;
}

async function addFile(
  client: ApiClient,
  file: string | undefined,
  { licensor, licence, territories, bars }: z.infer<typeof AddOptions>,
): Promise<MaterialView> {
  if (file === undefined)
    throw new CommandError(
      EXIT.usage,
      'Name a file (WAV, MIDI, PNG or JPEG), or a track with --track.',
    );
  const mediaType = MEDIA_TYPES[extname(file).toLowerCase()];
  if (mediaType === undefined)
    throw new CommandError(
      EXIT.usage,
      `${file} must be a .wav (a loop), a .mid (a melody), or a .png or .jpg (a cover).`,
    );
  if (mediaType !== 'audio/midi' && (licensor === undefined || licence === undefined))
    throw new CommandError(
      EXIT.usage,
      `${mediaType === 'audio/wav' ? 'An audio loop' : 'A cover'} needs --licensor and --licence (such as CC-BY-4.0).`,
    );
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(
      EXIT.usage,
      `${file} ${error.code === 'ENOENT' ? 'does not exist' : `cannot be read: ${error.code ?? error.message}`}.`,
    );
  });
  return client.upload('/v1/materials', { bytes: new Uint8Array(bytes), mediaType }, MaterialView, {
    licensor,
    licence,
    territories,
    bars,
  });
}

const termsOf = ({ licence, licensor, territories }: MaterialLicence): string =>
  `${licence} by ${licensor}, ${territories?.join(', ') ?? 'everywhere'}`;

function materialCard({
  sha256,
  kind,
  bytes,
  licence,
  source,
  inherits,
  understood,
  addedBy,
  addedAt,
  uploadSha256,
}: MaterialView): string {
  const analysis =
    understood &&
    [
      `${understood.bars} bars of ${understood.beatsPerBar}`,
      understood.tempoBpm === null ? null : `${understood.tempoBpm} bpm`,
      understood.key && `${understood.key.tonic} ${understood.key.mode}`,
      understood.notes === undefined ? null : `${understood.notes} notes`,
      understood.durationSeconds === undefined ? null : duration(understood.durationSeconds),
      understood.sampleRate === undefined ? null : `${understood.sampleRate / 1000} kHz`,
    ].filter((item) => item !== null);
  return pairs([
    ['material', sha256],
    ['kind', `${kind}, ${byteSize(bytes)}`],
    ...(analysis ? [['understood', analysis.join(', ')] as const] : []),
    ...(understood?.remarks ?? []).map((remark) => ['note', remark] as const),
    ...(licence ? [['licence', termsOf(licence)] as const] : []),
    ...inherits.map(
      ({ sha256: melody, licence: terms }) =>
        [
          'derives from',
          `${melody.slice(0, 12)}: ${terms ? termsOf(terms) : 'no licence declared'}`,
        ] as const,
    ),
    ...(source
      ? [['from', `the ${source.part} of ${source.trackId}, version ${source.version}`] as const]
      : []),
    ...(uploadSha256 ? [['read from', uploadSha256] as const] : []),
    ['added', `${instant(addedAt)} by ${addedBy}`],
  ]);
}
