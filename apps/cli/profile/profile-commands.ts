import type { Command } from 'commander';
import { z } from 'zod';
import { instant } from '@fermata/clients/words';
import { ProfileView } from '@fermata/contracts/http';
import {
  artistLine,
  type IsrcRange,
  type RangeCapacity,
  STYLES,
  type UpcRange,
} from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { flagOf, withFlags } from '../invalid-options.ts';
import { pairs } from '../render/table.ts';
import { addMetadataOptions, metadataOf, MetadataOptions } from './metadata-options.ts';

const PATH = '/v1/profile';

const text = z.string().optional();
/** `0-49999` */
const NumberRange = z
  .string()
  .regex(/^\d{1,6}-\d{1,6}$/, 'must be two numbers such as 0-49999')
  .transform((range) => {
    const [from = 0, to = 0] = range.split('-').map(Number);
    return { from, to };
  })
  .optional();

const SetOptions = MetadataOptions.extend({
  genreOf: z.array(z.string()).optional(),
  territories: text,
  isrcPrefix: text,
  isrcRange: NumberRange,
  upcPrefix: text,
  upcRange: NumberRange,
  ean: z.boolean().default(false),
  clear: z.array(z.string()).optional(),
});
type SetOptions = z.infer<typeof SetOptions>;

export function addProfileCommands(program: Command): void {
  const profile = program
    .command('profile')
    .description('the defaults of the project’s releases, and its ranges of ISRC and UPC');
  defineCommand(profile, {
    usage: 'show',
    isDefault: true,
    summary: 'the profile',
    schema: z.object({}),
    async run({ api, output }) {
      const view = await (await api('creator')).get(PATH, ProfileView);
      output.result(view, () => profileText(view));
      return EXIT.ok;
    },
  });
  defineCommand(profile, {
    usage: 'set',
    summary: 'change the named fields; everything else stays as it is',
    options: (command) =>
      addMetadataOptions(command)
        .option(
          '--genre-of <style=genre...>',
          `the genre of a style (${STYLES.slice(0, 2).join(', ')}, …); replaces the others`,
        )
        .option('--territories <codes>', 'where releases may be sold, such as DE,FR')
        .option('--isrc-prefix <prefix>', 'country and registrant of your ISRCs, such as QZ-ABC')
        .option('--isrc-range <from-to>', 'numbers of each year, such as 0-49999')
        .option('--upc-prefix <prefix>', 'your company prefix of GS1, 6 to 11 digits')
        .option('--upc-range <from-to>', 'item numbers of your releases, such as 0-99')
        .option('--ean', 'make EAN-13 of the prefix in place of UPC-A')
        .option('--clear <field...>', 'return a field of the profile to its default'),
    schema: SetOptions,
    async run({ api, output }, options) {
      const client = await api('operations');
      const {
        setBy: _by,
        setAt: _at,
        capacity: _capacity,
        ...before
      } = await client.get(PATH, ProfileView);
      const body = { ...before, ...changesOf(options) };
      for (const field of options.clear ?? []) {
        if (!Object.hasOwn(ProfileView.shape, field))
          throw new CommandError(EXIT.usage, `--clear: the profile has no field ${field}.`);
        Reflect.deleteProperty(body, field);
      }
      const view = await client.put(PATH, body, ProfileView).catch((error: unknown) => {
        throw withFlags(error, flagForField);
      });
      output.result(view, () => profileText(view));
      return EXIT.ok;
    },
  });
}

/** The fields that the options change. */
function changesOf(options: SetOptions): Record<string, unknown> {
  const { genreOf, territories, isrcPrefix, isrcRange, upcPrefix, upcRange, ean } = options;
  return {
    ...metadataOf(options),
    ...(genreOf
      ? {
          genres: Object.fromEntries(
            genreOf.map((pair): [string, string] => {
              const [style = '', ...genre] = pair.split('=');
              return [style.trim(), genre.join('=')];
            }),
          ),
        }
      : {}),
    ...(territories === undefined
      ? {}
      : { territories: territories.split(',').map((code) => code.trim().toUpperCase()) }),
    ...rangeOf('isrc', isrcPrefix, isrcRange),
    ...rangeOf('upc', upcPrefix, upcRange, { digits: ean ? 13 : 12 }),
  };
}

function rangeOf(
  kind: 'isrc' | 'upc',
  prefix: string | undefined,
  range: { from: number; to: number } | undefined,
  more: object = {},
): Record<string, unknown> {
  if (prefix === undefined && range === undefined) return {};
  if (prefix === undefined || range === undefined)
    throw new CommandError(EXIT.usage, `--${kind}-prefix and --${kind}-range need each other.`);
  return { [kind]: { prefix, ...range, ...more } };
}

const FLAGS: Record<string, string> = {
  artists: '--artist',
  contributors: '--contributor',
  genres: '--genre-of',
  'isrc.prefix': '--isrc-prefix',
  isrc: '--isrc-range',
  'upc.prefix': '--upc-prefix',
  upc: '--upc-range',
};

const flagForField = ([field = '', part = '']: readonly string[]): string =>
  FLAGS[`${field}.${part}`] ?? FLAGS[field] ?? flagOf(field);

const isrcText = ({ prefix, from, to }: IsrcRange): string =>
  `${prefix.slice(0, 2)}-${prefix.slice(2)}, numbers ${from} to ${to} of each year`;

const upcText = ({ prefix, digits, from, to }: UpcRange): string =>
  `${prefix}, items ${from} to ${to}, ${digits} digits`;

/** The free codes of a range, with the remedy if they are few. */
const leftText = (capacity: RangeCapacity | null, when = ''): string => {
  if (capacity === null) return '';
  const { left, low } = capacity;
  const text = `; ${left.toLocaleString('en')} left${when}`;
  return low ? `${text}: set another range soon (fermata profile set)` : text;
};

const TEST_CODES = 'none: test codes for the sandbox, no code for other partners';

const profileText = (view: ProfileView): string =>
  pairs([
    ['artist', artistLine(view.artists)],
    ['label', view.label],
    ...view.contributors.map(({ name, role }) => [role, name] as const),
    ['℗ line', view.pLine],
    ['© line', view.cLine],
    ['genre', view.genre ?? 'by style'],
    ...Object.entries(view.genres).map(([style, genre]) => [`genre of ${style}`, genre] as const),
    ['language', view.language],
    ['explicit', view.explicit ? 'yes' : 'no'],
    ['price class', view.priceClass],
    ['territories', view.territories?.join(', ') ?? 'worldwide'],
    [
      'ISRC',
      view.isrc ? isrcText(view.isrc) + leftText(view.capacity.isrc, ' this year') : TEST_CODES,
    ],
    ['UPC', view.upc ? upcText(view.upc) + leftText(view.capacity.upc) : TEST_CODES],
    ...(view.setBy === null || view.setAt === null
      ? []
      : [['set', `by ${view.setBy} at ${instant(view.setAt)}`] as const]),
  ]);
