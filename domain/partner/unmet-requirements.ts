import {
  type PartnerRequirements,
  recordingsOf,
  type ReleasedVersion,
} from '@fermata/contracts/values';
import { isContributor } from '../metadata/is-contributor.ts';

/** A release as it would be delivered. `upc`: absent if it has none. */
export interface Offered {
  readonly version: ReleasedVersion;
  readonly upc?: string | undefined;
}

type Requirement<K extends keyof PartnerRequirements> = (
  required: NonNullable<PartnerRequirements[K]>,
  offered: Offered,
) => string | null;

const FORMATS: Readonly<Record<string, string>> = {
  'audio/flac': 'flac',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
};

const isPresent: Readonly<
  Record<NonNullable<PartnerRequirements['fields']>[number], (offered: Offered) => boolean>
> = {
  isrc: ({ version }) => recordingsOf(version).every(({ isrc }) => isrc !== undefined),
  upc: ({ upc }) => upc !== undefined,
  contributors: ({ version }) =>
    recordingsOf(version).every(({ credits }) => credits.some(isContributor)),
  territories: ({ version }) => version.territories !== undefined,
  tags: ({ version }) => version.tags.length > 0,
};

const REQUIREMENTS: { readonly [K in keyof Required<PartnerRequirements>]: Requirement<K> } = {
  audioFormats(taken, { version }) {
    const given = [...new Set(version.files.map(({ mediaType }) => FORMATS[mediaType]))];
    const audio = given.filter((format) => format !== undefined);
    return taken.some((format) => audio.includes(format))
      ? null
      : `it takes ${taken.join(' or ')}, and the delivery has ${audio.join(', ') || 'no audio'}`;
  },
  territories: (sold, { version: { territories } }) =>
    territories === undefined || territories.some((code) => sold.includes(code))
      ? null
      : `it sells in ${sold.join(', ')} only, and the release is for ${territories.join(', ')}`,
  fields(fields, offered) {
    const missing = fields.filter((field) => !isPresent[field](offered));
    return missing.length === 0 ? null : `it needs ${missing.join(', ')}, which the release lacks`;
  },
  maxTitleLength(most, { version }) {
    const titles = [version, ...recordingsOf(version)].map(({ title }) => title);
    const long = titles.find((title) => [...title].length > most);
    return long === undefined
      ? null
      : `a title may have ${most} characters, and “${long}” has ${[...long].length}`;
  },
  minDurationSeconds(least, { version }) {
    const short = recordingsOf(version).find(({ durationSeconds }) => durationSeconds < least);
    return short === undefined
      ? null
      : `a track must last ${least} s, and ${lasts(short, version)} s`;
  },
  maxDurationSeconds(most, { version }) {
    const long = recordingsOf(version).find(({ durationSeconds }) => durationSeconds > most);
    return long === undefined ? null : `a track may last ${most} s, and ${lasts(long, version)} s`;
  },
  cover: (_required, { version }) =>
    version.files.some(({ kind }) => kind === 'cover')
      ? null
      : 'it needs a cover, and the delivery has none',
};

const lasts = (
  { title, durationSeconds }: Pick<ReleasedVersion, 'title' | 'durationSeconds'>,
  { recordings }: ReleasedVersion,
): string => `${recordings === undefined ? 'this one' : `“${title}”`} lasts ${durationSeconds}`;

/** One clause for each requirement of the partner that the delivery does not meet. */
export const unmetRequirements = (
  requirements: PartnerRequirements,
  offered: Offered,
): readonly string[] =>
  (Object.keys(REQUIREMENTS) as (keyof typeof REQUIREMENTS)[]).flatMap((name) => {
    const clause = unmet(name, requirements, offered);
    return clause === null ? [] : [clause];
  });

function unmet<K extends keyof typeof REQUIREMENTS>(
  name: K,
  requirements: PartnerRequirements,
  offered: Offered,
): string | null {
  const required = requirements[name];
  return required === undefined ? null : REQUIREMENTS[name](required, offered);
}
