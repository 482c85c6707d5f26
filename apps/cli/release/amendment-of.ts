import { z } from 'zod';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { flagOf } from '../invalid-options.ts';
import { splitList } from '../option-values.ts';
import { metadataOf, MetadataOptions } from '../profile/metadata-options.ts';

const text = z.string().optional();

export const AmendOptions = z.object({
  ...MetadataOptions.shape,
  title: text,
  recording: z.array(z.string()).optional(),
  releaseTitle: text,
  territories: text,
  withoutTerritory: text,
  reason: z.string(),
});
type AmendOptions = z.infer<typeof AmendOptions>;

/** The options about the whole release. */
const OF_RELEASE = [
  ...(['label', 'cLine', 'priceClass'] as const),
  ...(['releaseTitle', 'territories', 'withoutTerritory'] as const),
] as const;

/** The body of an amendment. The API validates its values. */
export function amendmentOf(options: AmendOptions): Record<string, unknown> {
  const { recording, reason, title, releaseTitle, territories, withoutTerritory } = options;
  const metadata = defined({ ...metadataOf(options), title });
  if (recording !== undefined) {
    const wrong = OF_RELEASE.find((name) => options[name] !== undefined);
    if (wrong !== undefined)
      throw new CommandError(
        EXIT.usage,
        `${flagOf(wrong)} changes the whole release, so it cannot be used with --recording.`,
      );
    return { reason, recordings: recording.map((place) => ({ ...placeOf(place), ...metadata })) };
  }
  return defined({
    ...{ ...metadata, releaseTitle, reason },
    territories: territories === undefined ? undefined : splitList(territories),
    withoutTerritories: withoutTerritory === undefined ? undefined : splitList(withoutTerritory),
  });
}

const defined = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** `2`, `1-2` (the second one of the first disc), or an ISRC. */
function placeOf(value: string): Record<string, unknown> {
  const [, disc, number] = /^(?:(\d{1,2})-)?(\d{1,2})$/.exec(value) ?? [];
  if (number === undefined) return { isrc: isrcOf(value) };
  return { ...(disc === undefined ? {} : { disc: Number(disc) }), number: Number(number) };
}

/** With the dashes in which an ISRC is often written, or without. */
function isrcOf(value: string): string {
  const isrc = value.replaceAll('-', '').toUpperCase();
  if (isrc.length === 12) return isrc;
  throw new CommandError(
    EXIT.usage,
    `--recording must be a number such as 2, a disc and a number such as 1-2, or an ISRC, not “${value}”.`,
  );
}

/** The options whose names are not those of their fields. */
const FLAGS: Readonly<Record<string, string>> = {
  ...{ artists: 'artist', contributors: 'contributor', withoutTerritories: 'withoutTerritory' },
  ...{ disc: 'recording', number: 'recording', isrc: 'recording' },
};

/** The option of a field of an amendment: of a recording, that of the field of the recording. */
export function flagForField([field = '', , ofRecording]: readonly string[]): string {
  if (field !== 'recordings') return flagOf(FLAGS[field] ?? field);
  return flagOf(FLAGS[ofRecording ?? ''] ?? ofRecording ?? 'recording');
}
