import { z } from 'zod';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { flagOf } from '../invalid-options.ts';
import { splitList } from '../option-values.ts';
import { METADATA_FLAGS, metadataOf, MetadataOptions } from '../profile/metadata-options.ts';
import { parseTrackId } from '../track/find-track.ts';
import { parsePublishAt } from '../track/parse-track-options.ts';

const text = z.string().optional();

export const NewReleaseOptions = z.object({
  ...MetadataOptions.shape,
  title: text,
  cover: text,
  recording: z.array(z.string()).optional(),
  partner: text,
  onRejection: text,
  territories: text,
  publishOn: text,
  publishAt: text,
  idempotencyKey: text,
});

/** The body of `POST /v1/releases` for versions that are released together. The API validates its values. */
export function newRelease(options: z.infer<typeof NewReleaseOptions>): Record<string, unknown> {
  const { title, cover, recording, partner, onRejection, territories, publishAt } = options;
  const { publishOn = publishAt === undefined ? undefined : 'date' } = options;
  if (title === undefined || recording === undefined)
    throw new CommandError(EXIT.usage, 'Name the --title and each --recording of the release.');
  const terms = {
    ...(partner === undefined ? {} : { partners: splitList(partner) }),
    ...(onRejection === undefined ? {} : { onRejection }),
    ...(territories === undefined ? {} : { territories: splitList(territories.toUpperCase()) }),
    ...(publishOn === undefined ? {} : { publishOn }),
    ...(publishAt === undefined ? {} : { publishAt: parsePublishAt(publishAt) }),
  };
  return {
    title,
    recordings: recording.map(parseRecording),
    metadata: { ...metadataOf(options), ...(cover === undefined ? {} : { cover }) },
    terms,
  };
}

/** `trk_…@2`, or `trk_…@2/1` with the disc. */
function parseRecording(value: string): { trackId: string; version: number; disc?: number } {
  const [, track, version, disc] = /^([^@]+)@(\d{1,6})(?:\/(\d{1,2}))?$/.exec(value) ?? [];
  if (track === undefined || version === undefined)
    throw new CommandError(
      EXIT.usage,
      `--recording must be a track and a version, such as trk_…@1, not “${value}”.`,
    );
  return {
    trackId: parseTrackId(track),
    version: Number(version),
    ...(disc === undefined ? {} : { disc: Number(disc) }),
  };
}

const FLAGS: Readonly<Record<string, string>> = {
  recordings: 'recording',
  'terms.partners': 'partner',
  'terms.onRejection': 'onRejection',
  'terms.territories': 'territories',
  'terms.publishOn': 'publishOn',
  'terms.publishAt': 'publishAt',
  'metadata.cover': 'cover',
  ...METADATA_FLAGS,
};

export function flagForField(path: readonly PropertyKey[]): string {
  for (let length = path.length; length > 0; length -= 1) {
    const name = FLAGS[path.slice(0, length).map(String).join('.')];
    if (name !== undefined) return flagOf(name);
  }
  return flagOf(String(path[0] ?? ''));
}
