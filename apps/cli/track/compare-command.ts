import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import type { ApiClient } from '@fermata/clients/api';
import { lufs, oneLine, signed } from '@fermata/clients/words';
import { AssetLinks, VersionComparison } from '@fermata/contracts/http';
import { quieterWav } from '@fermata/music';
import { createFolder } from '@fermata/stack';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { saveBytes } from '../files/save-bytes.ts';
import { table } from '../render/table.ts';
import { fetchVerified } from './download-files.ts';
import { parseTrackId } from './find-track.ts';

export function addCompareCommand(track: Command): void {
  defineCommand(track, {
    usage: 'compare <a> [b]',
    summary:
      'compare two versions of a track by ear: ID@1 ID@2, or ID for the one in force and the last other one',
    options: (command) =>
      command.option('--to <folder>', 'write both there as WAV, equally loud, to listen to them'),
    schema: z.object({ to: z.string().min(1, 'must name a folder').optional() }),
    async run({ api, output, signal }, { to }, [a, b]) {
      const { trackId, versions } = comparedVersions(a, b);
      const client = await api('reviewer');
      const comparison = await client.get(
        `/v1/tracks/${trackId}/compare`,
        VersionComparison,
        versions === undefined ? {} : { versions: versions.join(',') },
      );
      const files = to === undefined ? [] : await writeMatched(client, comparison, to, signal);
      output.result({ ...comparison, files }, () => comparisonText(comparison, files));
      return EXIT.ok;
    },
  });
}

/** The track, and both versions if they are named. */
export function comparedVersions(
  a = '',
  b?: string,
): { trackId: string; versions: [number, number] | undefined } {
  const [first = '', number] = a.trim().split('@');
  const trackId = parseTrackId(first);
  if (b === undefined && number === undefined) return { trackId, versions: undefined };
  const [second, other] = (b ?? '').trim().split('@');
  const isNumber = (text: string | undefined): text is string => /^[1-9]\d{0,5}$/.test(text ?? '');
  if (!isNumber(number) || !isNumber(other) || second !== first)
    throw new CommandError(
      EXIT.usage,
      `Two versions of one track are compared: write ${trackId}@1 ${trackId}@2, or ${trackId}.`,
    );
  return { trackId, versions: [Number(number), Number(other)] };
}

/** Both masters as WAV files, equally loud. */
async function writeMatched(
  client: ApiClient,
  { trackId, versions }: VersionComparison,
  to: string,
  signal: AbortSignal,
): Promise<string[]> {
  const folder = resolve(to);
  await createFolder(folder);
  const files: string[] = [];
  for (const { version, gainDb } of versions) {
    const { items } = await client.get(`/v1/tracks/${trackId}/assets`, AssetLinks, {
      kind: 'master',
      version,
    });
    const master = items.find(({ alternate }) => alternate === undefined);
    if (!master)
      throw new CommandError(EXIT.absent, `Version ${version} of ${trackId} has no master.`);
    const wav = quieterWav(await fetchVerified(master, signal), gainDb);
    files.push(await saveBytes(folder, `${trackId}-version-${version}.wav`, wav));
  }
  return files;
}

const comparisonText = ({ versions, differences }: VersionComparison, files: string[]): string =>
  [
    table(
      [
        { title: 'version', align: 'right' },
        { title: 'loudness', align: 'right' },
        { title: 'gain', align: 'right' },
        { title: 'listen' },
      ],
      versions.map(({ version, integratedLufs, gainDb, url }) => [
        String(version),
        lufs(integratedLufs),
        `${signed(gainDb, 2)} dB`,
        url ?? 'there is no MP3',
      ]),
    ),
    differences.length === 0
      ? 'The same recipe: the same music.'
      : differences.map((difference) => `- ${oneLine(difference)}`).join('\n'),
    files.length === 0
      ? 'The gain makes both equally loud; --to FOLDER writes both with it.'
      : `Equally loud:\n${files.join('\n')}`,
  ].join('\n\n');
