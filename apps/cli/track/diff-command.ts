import type { Command } from 'commander';
import { z } from 'zod';
import type { ApiClient } from '@fermata/clients/api';
import { shortHash } from '@fermata/clients/words';
import { Recipe, RecipeId } from '@fermata/contracts/values';
import { diffRecipes } from '@fermata/domain/provenance';
import { versionInForce } from '@fermata/domain/track';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { findTrackView, parseTrackId } from './find-track.ts';

export function addDiffCommand(track: Command): void {
  defineCommand(track, {
    usage: 'diff <a> <b>',
    summary:
      'describe the differences between two recipes (tracks, versions as ID@2, or recipe ids)',
    options: (command) => command.addHelpText('after', '\nA track is its version in force.'),
    schema: z.object({}),
    async run({ api, output }, _options, [a, b]) {
      const client = await api('creator');
      const [from, to] = await Promise.all([fetchRecipe(client, a), fetchRecipe(client, b)]);
      const differences = diffRecipes(from.recipe, to.recipe);
      output.result({ a: from.recipeId, b: to.recipeId, differences }, () =>
        [
          `${from.name} → ${to.name}`,
          ...(differences.length === 0
            ? ['The same recipe: the same bytes.']
            : differences.map((difference) => `- ${difference}`)),
        ].join('\n'),
      );
      return EXIT.ok;
    },
  });
}

async function fetchRecipe(
  client: ApiClient,
  argument: string | undefined,
): Promise<{ name: string; recipeId: string; recipe: Recipe }> {
  const [id = '', number] = argument?.trim().split('@') ?? [];
  if (number !== undefined && !/^[1-9]\d{0,5}$/.test(number))
    throw new CommandError(EXIT.usage, `"${argument ?? ''}" names no version: write ${id}@2.`);
  const recipeId = RecipeId.safeParse(id).success
    ? id
    : await recipeIdOf(client, id, number === undefined ? undefined : Number(number));
  const recipe = await client.get(`/v1/recipes/${recipeId}`, Recipe);
  return { name: `${argument ?? ''} (recipe ${shortHash(recipeId)})`, recipeId, recipe };
}

async function recipeIdOf(
  client: ApiClient,
  id: string,
  number: number | undefined,
): Promise<string> {
  const {
    versions,
    version: current,
    trackId,
    now,
  } = await findTrackView(client, parseTrackId(id));
  const planned = versions.filter(({ recipeId }) => recipeId !== null);
  const found =
    number === undefined
      ? versionInForce(planned, current)
      : planned.find(({ version }) => version === number);
  if (!found?.recipeId)
    throw new CommandError(
      EXIT.absent,
      `The track ${trackId} has no recipe${number === undefined ? ' yet' : ` in a version ${number}`}: ${now}.`,
    );
  return found.recipeId;
}
