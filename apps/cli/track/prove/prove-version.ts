import type { ApiClient } from '@fermata/clients/api';
import { shortHash } from '@fermata/clients/words';
import type { TrackView } from '@fermata/contracts/http';
import { type Alternate, fileTagsOf, type Recipe } from '@fermata/contracts/values';
import type { Models } from '@fermata/models';
import type { Proof, ProofLevel } from '@fermata/music';
import type { AssetStore } from '@fermata/storage';
import { expectedArtefacts } from './expected-artefacts.ts';
import {
  fetchCover,
  fetchProofMaterials,
  fetchRecipe,
  fetchRecordedScore,
  fetchTrustedEngine,
} from './fetch-proof-inputs.ts';
import type { ProvableVersion } from './finished-version.ts';

export interface ProofInputs {
  readonly client: ApiClient;
  readonly store: AssetStore;
  readonly projectId: string;
  /** Of the keys that are trusted to sign engines. */
  readonly publicKeys: readonly string[];
  readonly signal: AbortSignal;
  readonly show: (state: string, detail?: string) => void;
}

export interface VersionProof extends Proof {
  /** Of the full cut. */
  readonly recipe: Recipe;
  readonly alternates: readonly {
    readonly alternate: Alternate;
    readonly recipeId: string;
    readonly level: ProofLevel;
  }[];
}

/** Makes every artefact of the version and its alternates again, and compares the bytes. */
export async function proveVersion(
  inputs: ProofInputs,
  view: TrackView,
  version: ProvableVersion,
): Promise<VersionProof> {
  const { proofLevel } = await import('@fermata/music');
  const models = (await import('@fermata/models')).openModels();
  const prove = (cut: ProvableVersion, alternate?: Alternate) =>
    proveRecipe({ ...inputs, models }, view, cut, alternate);
  const { recipe, proof: fullCut } = await prove(version);
  const cuts = [];
  for (const { alternate, recipeId } of version.alternates) {
    const { proof } = await prove({ ...version, recipeId }, alternate);
    cuts.push({ alternate, recipeId, ...proof });
  }
  const level = proofLevel([fullCut.level, ...cuts.map((cut) => cut.level)]);
  return {
    recipe,
    level,
    reproduced: level === 'reproduced',
    artefacts: [
      ...fullCut.artefacts,
      ...cuts.flatMap(({ alternate, artefacts }) =>
        artefacts.map((artefact) => ({ ...artefact, name: `${alternate}/${artefact.name}` })),
      ),
    ],
    alternates: cuts.map(({ alternate, recipeId, level: ofCut }) => ({
      alternate,
      recipeId,
      level: ofCut,
    })),
  };
}

/** `alternate`: the one whose recipe the version names here; absent: the full cut. */
async function proveRecipe(
  { client, store, projectId, publicKeys, signal, show, models }: ProofInputs & { models: Models },
  view: TrackView,
  version: ProvableVersion,
  alternate?: Alternate,
): Promise<{ recipe: Recipe; proof: Proof }> {
  const { prove } = await import('@fermata/music');
  const { recipeId, title, aiDisclosure, metadata } = version;
  const recipe = await fetchRecipe(client, recipeId);
  const { sha256, version: engineVersion } = recipe.engine;
  show(`Fetching the engine ${engineVersion} (${shortHash(sha256)}) from the store`);
  const expected = expectedArtefacts(view, version, alternate);
  const proof = await prove({
    ...{ recipe, signal, expected },
    engine: await fetchTrustedEngine(store, sha256, publicKeys),
    materials: await fetchProofMaterials(store, projectId, recipe),
    cover: await fetchCover(store, projectId, version, expected),
    ...(await fetchRecordedScore(store, projectId, expected)),
    composerOf: (opened, named) => models.generatorOf(named, opened),
    metadata: fileTagsOf({
      ...{ title, recipeId, aiDisclosure, metadata },
      // Only the full cut has an ISRC.
      isrc: alternate === undefined ? (version.isrc ?? undefined) : undefined,
    }),
    onProgress: (fraction, step) =>
      show(`Making ${alternate ?? 'it'} again`, `${step} · ${Math.round(fraction * 100)} %`),
  });
  return { recipe, proof };
}
