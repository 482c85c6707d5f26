import type { Mastered, Mixed, Stems } from '@fermata/contracts/temporal';
import {
  type AiDisclosure,
  type Alternate,
  type AssetRef,
  type AudioFigures,
  fileTagsOf,
  type Intent,
  type LocatedFinding,
  type MadeAlternate,
  type MetadataTerms,
  musicTagsOf,
  recipeIdOf,
  type ReleaseMetadata,
  Score,
} from '@fermata/contracts/values';
import type { RateCard } from '@fermata/domain/cost';
import { isrcRange, releaseMetadataOf } from '@fermata/domain/metadata';
import type { Models } from '@fermata/models';
import {
  alternateRecipe,
  drawnCoverOf,
  tagsFor,
  titlesFor,
  walkProductionLine,
} from '@fermata/music';
import type { Catalogue } from '@fermata/prisma';
import type { EngineRegistry } from '../caches/engine-registry.ts';
import type { AssetLinker } from '../steps/asset-linker.ts';
import { openProduction } from '../steps/production.ts';
import { linkMaterials } from '../steps/recipe-materials.ts';
import type { RecipeRef } from '../steps/version-ref.ts';
import { withHeartbeat, type WorkContext } from '../steps/with-heartbeat.ts';
import { hardFirst } from './locate-findings.ts';
import { productionSteps } from './production-steps.ts';

/** An activity's result must stay small. */
const MAX_ALTERNATE_FINDINGS = 6;

export interface AudioDeps {
  readonly catalogue: Pick<Catalogue, 'recipes' | 'materials' | 'steps' | 'costs'> & {
    readonly profiles: Pick<Catalogue['profiles'], 'find'>;
    readonly identifiers: Pick<Catalogue['identifiers'], 'assign'>;
    readonly titles: Catalogue['titles'];
  };
  readonly linker: AssetLinker;
  readonly engines: EngineRegistry;
  readonly models: Models;
  readonly rates: RateCard;
}

/** Task queue `audio`: from the score to the finished files, in the engine that the recipe names. */
export function createAudioActivities(deps: AudioDeps) {
  const { catalogue } = deps;
  const openSteps = async (recipe: RecipeRef) =>
    productionSteps(deps, await openProduction(deps, recipe), recipe);

  /** The ISRC of the recording, with the year of its assignment. Null without a range for these partners. */
  async function isrcOf(
    { projectId, partners }: { projectId: string; partners: readonly string[] },
    pcmSha256: string,
  ): Promise<string | null> {
    const { profile } = await catalogue.profiles.find(projectId);
    const year = new Date().getUTCFullYear();
    const range = isrcRange(profile, { year, partners });
    if (range === null) return null;
    return catalogue.identifiers.assign({ projectId, kind: 'isrc', subject: pcmSha256 }, range);
  }

  /** A title that no other track of the project has. */
  function titleOf(
    { projectId, trackId }: RecipeRef,
    intent: Intent,
    seed: number,
  ): Promise<string> {
    const [first = intent.style, ...others] = titlesFor(intent, seed);
    return catalogue.titles.reserve(projectId, trackId, [first, ...others]);
  }

  /** The given cover, linked to the version; undefined if the metadata names none. */
  async function linkCover(
    use: RecipeRef,
    { cover: sha256 }: ReleaseMetadata,
  ): Promise<AssetRef | undefined> {
    if (sha256 === undefined) return undefined;
    const material = await catalogue.materials.find(use.projectId, sha256);
    if (material?.kind !== 'cover')
      throw new Error(`the metadata names the cover ${sha256}, which this project does not have`);
    const { kind, mediaType, bytes } = material;
    const ref = { sha256, kind, mediaType, bytes };
    const missing = await deps.linker.link(use, [{ ref }]);
    if (missing.length > 0)
      throw new Error(`the bytes of the cover ${sha256} are not in the store`);
    return ref;
  }

  return {
    /** One stem for each part, with its own sends. */
    async renderStems(input: RecipeRef & { score: AssetRef }): Promise<Stems> {
      return withHeartbeat(async (watch) => (await openSteps(input)).stems(input, watch));
    },

    /** The sum of the stems. `stemSumDeviationDbfs`: how far the stored mix is from it. */
    async mixStems(input: RecipeRef & { stems: AssetRef[] }): Promise<Mixed> {
      return withHeartbeat(async (watch) => (await openSteps(input)).mix(input, watch));
    },

    /** Brings the mix to the recipe's loudness under its true-peak ceiling. */
    async masterMix(input: RecipeRef & { mix: AssetRef }): Promise<Mastered> {
      return withHeartbeat(async (watch) => (await openSteps(input)).master(input, watch));
    },

    /**
     * Title, tags, metadata, cover, waveform peaks and the tagged files; the MIDI of the parts is passed through. The
     * tags describe the score and the master. The recording gets its ISRC here, because its files carry it.
     */
    async enrichTrack(
      input: RecipeRef & {
        intent: Intent;
        title: string | null;
        aiDisclosure: AiDisclosure;
        metadata: MetadataTerms;
        /** Of the ℗ and © lines. */
        year: number;
        /** The partners of the release terms; a test ISRC is for the sandbox alone. */
        partners: readonly string[];
        master: AssetRef;
        figures: AudioFigures;
        score: AssetRef;
        /** The MIDI file of each part, from `generateCandidate`. */
        parts: AssetRef[];
      },
    ): Promise<{
      title: string;
      tags: string[];
      files: AssetRef[];
      metadata: ReleaseMetadata;
      isrc?: string | undefined;
    }> {
      return withHeartbeat(async (watch) => {
        const { recipeId, intent, aiDisclosure, master, figures, parts, year } = input;
        const production = await openProduction(deps, input);
        const score = Score.parse(await deps.linker.readJson(input.projectId, input.score));
        const { style } = intent;
        const title = input.title ?? (await titleOf(input, intent, production.recipe.seed));
        const metadata = releaseMetadataOf(input.metadata, { title, style, year });
        const isrc = await isrcOf(input, figures.pcmSha256);
        const described = { title, metadata, ...(isrc === null ? {} : { isrc }) };
        const tags = {
          ...fileTagsOf({ ...described, recipeId, aiDisclosure }),
          ...musicTagsOf(score),
        };
        const steps = productionSteps(deps, production, input);
        const given = await linkCover(input, metadata);
        const cover = given ?? drawnCoverOf(score, figures);
        const files = await steps.deliver({ master, figures, tags, cover }, watch);
        return {
          ...described,
          tags: tagsFor(intent, score, figures),
          files: [...files, ...(given ? [given] : []), ...parts],
        };
      });
    },

    /**
     * Another cut of a finished version, by a recipe derived from the version's. Null if the derived
     * recipe is the version's own, which means that there is no such cut. Alternates are not
     * offered to partners, so they have no ISRC or cover.
     */
    async makeAlternate(
      input: RecipeRef & {
        alternate: Alternate;
        title: string;
        aiDisclosure: AiDisclosure;
        metadata: ReleaseMetadata;
      },
    ): Promise<(MadeAlternate & { findings: LocatedFinding[] }) | null> {
      return withHeartbeat(async (watch) => {
        const { projectId, alternate, title, aiDisclosure, metadata } = input;
        const fullCut = await openProduction(deps, input);
        const recipe = alternateRecipe(fullCut.recipe, alternate);
        const recipeId = recipeIdOf(recipe);
        if (recipeId === input.recipeId) return null;
        await catalogue.recipes.save(projectId, recipe);
        const use = { ...input, recipeId };
        await linkMaterials(deps, use, recipe);
        const tags = fileTagsOf({ title, recipeId, aiDisclosure, metadata });
        const steps = productionSteps(deps, { ...fullCut, recipe, recipeId }, use);
        const made = await walkProductionLine(
          {
            ...steps,
            deliver: async ({ composed, master }, progress: WorkContext) => {
              const score = Score.parse(await deps.linker.readJson(projectId, composed.score));
              return steps.deliver(
                { ...master, tags: { ...tags, ...musicTagsOf(score) } },
                progress,
              );
            },
          },
          watch,
        );
        const findings = [made.stems, made.mix, made.master].flatMap(({ findings: found }) =>
          found.map((finding) => ({ ...finding, where: `${alternate}/${finding.where}` })),
        );
        const { master, figures } = made.master;
        return {
          alternate,
          recipeId,
          figures,
          files: [master, ...made.files].map((ref) => ({ ...ref, alternate })),
          findings: hardFirst(findings).slice(0, MAX_ALTERNATE_FINDINGS),
        };
      });
    },
  };
}

export type AudioActivities = ReturnType<typeof createAudioActivities>;
