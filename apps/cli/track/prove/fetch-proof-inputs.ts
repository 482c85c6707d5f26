import type { ApiClient } from '@fermata/clients/api';
import { Recipe, recipeIdOf, recipeMaterials, Score } from '@fermata/contracts/values';
import type { CoverOption, ExpectedArtefact, TrustedEngine } from '@fermata/music';
import type { AssetStore } from '@fermata/storage';
import { CommandError } from '../../command-error.ts';
import { EXIT } from '../../exit-codes.ts';
import type { ProvableVersion } from './finished-version.ts';

/** The recipe of this id, compared with its hash. */
export async function fetchRecipe(client: ApiClient, recipeId: string): Promise<Recipe> {
  const recipe = await client.get(`/v1/recipes/${recipeId}`, Recipe);
  if (recipeIdOf(recipe) !== recipeId)
    throw new CommandError(
      EXIT.failed,
      `The API's recipe is not ${recipeId}: its sha256 is ${recipeIdOf(recipe)}.`,
    );
  return recipe;
}

/** The recorded score, for an engine that cannot compose it. An alternate has none among its files. */
export async function fetchRecordedScore(
  store: AssetStore,
  projectId: string,
  expected: readonly ExpectedArtefact[],
): Promise<{ recordedScore?: Score }> {
  const score = expected.find(({ name }) => name === 'score');
  return score
    ? {
        recordedScore: Score.parse(
          JSON.parse(
            new TextDecoder().decode(
              await readBytes(store.get(projectId, score.sha256), 'The recorded score'),
            ),
          ),
        ),
      }
    : {};
}

/** The cover of the version's files. An alternate has none. */
export async function fetchCover(
  store: AssetStore,
  projectId: string,
  { metadata }: ProvableVersion,
  expected: readonly ExpectedArtefact[],
): Promise<CoverOption> {
  if (!expected.some(({ name }) => name === 'cover')) return 'none';
  if (metadata.cover === undefined) return 'drawn';
  const { givenCoverOf } = await import('@fermata/music');
  return givenCoverOf(await readBytes(store.get(projectId, metadata.cover), 'The given cover'));
}

/** The engine of the recipe, refused unless a trusted key has signed it. */
export async function fetchTrustedEngine(
  store: AssetStore,
  sha256: string,
  publicKeys: readonly string[],
): Promise<TrustedEngine> {
  const { fetchEngine, UntrustedEngineError } = await import('@fermata/music');
  try {
    return await fetchEngine(store, sha256, publicKeys);
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw error instanceof UntrustedEngineError
      ? new CommandError(EXIT.failed, `${reason[0]?.toUpperCase()}${reason.slice(1)}.`)
      : new CommandError(EXIT.absent, `The engine ${sha256} cannot be fetched: ${reason}.`);
  }
}

/** The bytes of the recipe's materials, by sha256. */
export async function fetchProofMaterials(
  store: AssetStore,
  projectId: string,
  recipe: Recipe,
): Promise<Record<string, Uint8Array>> {
  const fetched = recipeMaterials(recipe).map(async (sha256) => {
    const bytes = await readBytes(store.get(projectId, sha256), `The material ${sha256}`);
    return [sha256, bytes] as const;
  });
  return Object.fromEntries(await Promise.all(fetched));
}

async function readBytes(bytes: Promise<Uint8Array>, subject: string): Promise<Uint8Array> {
  try {
    return await bytes;
  } catch (error) {
    throw new CommandError(
      EXIT.absent,
      `${subject} cannot be fetched: ${error instanceof Error ? error.message || error.name : String(error)}.`,
    );
  }
}
