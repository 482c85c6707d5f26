import { z } from 'zod';
import { Sha256 } from './ids.ts';
import { Language, NO_LANGUAGE } from './language.ts';
import { Style } from './music.ts';
import { plainLine } from './plain-text.ts';

const MAX_NAMES = 20;

const isOnce = (names: readonly { readonly name: string; readonly role: string }[]): boolean =>
  new Set(names.map(({ name, role }) => `${role} ${name}`)).size === names.length;

/** An artist as shops show it. */
export const Artist = z.strictObject({
  name: plainLine(120),
  role: z.enum(['main', 'featured']).default('main'),
});

export type Artist = z.infer<typeof Artist>;

export const Artists = z
  .array(Artist)
  .min(1, 'must name an artist')
  .max(MAX_NAMES)
  .refine((artists) => artists.some(({ role }) => role === 'main'), 'must name a main artist')
  .refine(isOnce, 'must name each artist once');

export const ContributorRole = z.enum([
  'composer',
  'lyricist',
  'arranger',
  'producer',
  'performer',
  'programmer',
  'sound designer',
  'mixing engineer',
  'mastering engineer',
  'remixer',
]);

export type ContributorRole = z.infer<typeof ContributorRole>;

/** A person who has contributed to a recording, credited beside the generative AI. */
export const Contributor = z.strictObject({ name: plainLine(120), role: ContributorRole });

export type Contributor = z.infer<typeof Contributor>;

export const Contributors = z
  .array(Contributor)
  .max(MAX_NAMES)
  .refine(isOnce, 'must name each role of a contributor once');

/** The names that a ℗ or © line may contain in braces. */
export const LINE_FIELDS = ['year', 'label', 'artist'] as const;

/** A ℗ or © line, in which `{year}`, `{label}` and `{artist}` are replaced. */
const LinePattern = plainLine(200).refine(
  (line) => [...line.matchAll(/\{([^}]*)\}/g)].every(([, name]) => isLineField(name)),
  `may contain only ${LINE_FIELDS.map((name) => `{${name}}`).join(', ')} in braces`,
);

const isLineField = (name: string | undefined): boolean =>
  LINE_FIELDS.some((field) => field === name);

export const Genre = plainLine(60);

/** How a partner prices the release; each partner maps it to its own prices. */
export const PriceClass = z.enum(['budget', 'mid', 'full', 'premium']);

const fields = {
  artists: Artists,
  contributors: Contributors,
  label: plainLine(120),
  pLine: LinePattern,
  cLine: LinePattern,
  genre: Genre.optional(),
  language: Language,
  /** Whether the words are explicit. */
  explicit: z.boolean(),
  priceClass: PriceClass,
};

/** The release metadata in a request for a track; the project's profile has the rest. */
export const RequestedMetadata = z
  .strictObject({
    ...fields,
    /** Absent: the title of the track. */
    releaseTitle: plainLine(120),
    /** The material that is the cover. Absent: drawn from the music. */
    cover: Sha256,
  })
  .partial();

export type RequestedMetadata = z.infer<typeof RequestedMetadata>;

/** The defaults of a project for the metadata of its releases. */
export const MetadataDefaults = z.strictObject({
  artists: fields.artists.default([{ name: 'Fermata', role: 'main' }]),
  contributors: fields.contributors.default([]),
  label: fields.label.default('Fermata'),
  pLine: fields.pLine.default('℗ {year} {label}'),
  cLine: fields.cLine.default('© {year} {label}'),
  /** For each style that `genres` does not name; absent: a genre named after the style. */
  genre: fields.genre,
  genres: z.partialRecord(Style, Genre).default({}),
  language: fields.language.default(NO_LANGUAGE),
  explicit: fields.explicit.default(false),
  priceClass: fields.priceClass.default('full'),
});

export type MetadataDefaults = z.infer<typeof MetadataDefaults>;

/** The metadata of a track's release that is fixed before the music exists. */
export const MetadataTerms = MetadataDefaults.extend({
  releaseTitle: RequestedMetadata.shape.releaseTitle,
  cover: RequestedMetadata.shape.cover,
});

export type MetadataTerms = z.infer<typeof MetadataTerms>;

/** A version's metadata as shops get it. Part of `versionSha256`. */
export const ReleaseMetadata = z.strictObject({
  artists: Artists,
  label: z.string(),
  pLine: z.string(),
  cLine: z.string(),
  genre: z.string(),
  language: Language,
  explicit: z.boolean(),
  priceClass: PriceClass,
  /** The year of the ℗ and © lines. */
  year: z.number().int().min(1900).max(9999),
  releaseTitle: z.string(),
  /** A given cover; absent: drawn from the music. */
  cover: Sha256.optional(),
});

export type ReleaseMetadata = z.infer<typeof ReleaseMetadata>;

/** The artists in one line: "Ada & Bo feat. Cy". */
export function artistLine(artists: readonly Artist[]): string {
  const names = (role: Artist['role']): string => {
    const all = artists.filter((artist) => artist.role === role).map(({ name }) => name);
    const last = all.at(-1);
    return all.length > 1 ? `${all.slice(0, -1).join(', ')} & ${last}` : (last ?? '');
  };
  const featured = names('featured');
  return featured === '' ? names('main') : `${names('main')} feat. ${featured}`;
}
