import type { Command } from 'commander';
import { z } from 'zod';
import { ContributorRole, LINE_FIELDS, PriceClass } from '@fermata/contracts/values';

const text = z.string().optional();
const several = z.array(z.string()).optional();

/** The options about a release that `profile set` and `track create` share. */
export const MetadataOptions = z.object({
  artist: several,
  featured: several,
  contributor: several,
  label: text,
  pLine: text,
  cLine: text,
  genre: text,
  language: text,
  explicit: z.boolean().optional(),
  priceClass: text,
});
type MetadataOptions = Partial<z.infer<typeof MetadataOptions>>;

/** The path of each option in a request for a track; without `metadata.`, in a profile. */
export const METADATA_FLAGS = {
  'metadata.artists': 'artist',
  'metadata.contributors': 'contributor',
  'metadata.label': 'label',
  'metadata.pLine': 'pLine',
  'metadata.cLine': 'cLine',
  'metadata.genre': 'genre',
  'metadata.language': 'language',
  'metadata.explicit': 'explicit',
  'metadata.priceClass': 'priceClass',
} as const;

const inBraces = LINE_FIELDS.map((field) => `{${field}}`).join(', ');

export const addMetadataOptions = (command: Command): Command =>
  command
    .option('--artist <name...>', 'the main artists')
    .option('--featured <name...>', 'the featured artists; needs --artist')
    .option(
      '--contributor <role=name...>',
      `people who are credited, as ${ContributorRole.options.slice(0, 3).join(', ')}, …`,
    )
    .option('--label <name>', 'the label')
    .option('--p-line <text>', `the ℗ line; may contain ${inBraces}`)
    .option('--c-line <text>', `the © line; may contain ${inBraces}`)
    .option('--genre <genre>', 'the genre that shops show')
    .option('--language <tag>', 'the language of the words, such as de; zxx: no words')
    .option('--explicit', 'the words are explicit')
    .option('--no-explicit', 'the words are not explicit')
    .option('--price-class <class>', PriceClass.options.join(', '));

/** The fields that the options name. */
export function metadataOf(options: MetadataOptions): Record<string, unknown> {
  const { artist, featured, contributor, label, pLine, cLine } = options;
  const { genre, language, explicit, priceClass } = options;
  const withRole = (role: string) => (name: string) => ({ name, role });
  const fields = {
    artists:
      artist || featured
        ? [...(artist ?? []).map(withRole('main')), ...(featured ?? []).map(withRole('featured'))]
        : undefined,
    contributors: contributor?.map((pair) => {
      const [role = '', ...name] = pair.split('=');
      return { role: role.trim(), name: name.join('=') };
    }),
    ...{ label, pLine, cLine, genre, language, explicit, priceClass },
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
