import type { Command } from 'commander';
import { z } from 'zod';
import type { ApiClient } from '@fermata/clients/api';
import { duration, shortHash } from '@fermata/clients/words';
import { PrincipalView } from '@fermata/contracts/http';
import type { AssetView, TrackView, VersionView } from '@fermata/contracts/http';
import { fileTagsOf, Recipe, recipeIdOf, recipeMaterials, Score } from '@fermata/contracts/values';
import type { Alternate } from '@fermata/contracts/values';
import type {
  CoverOption,
  ExpectedArtefact,
  Proof,
  ProofLevel,
  TrustedEngine,
} from '@fermata/music';
import type { AssetStore } from '@fermata/storage';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { LiveLine } from '../render/live-line.ts';
import { table } from '../render/table.ts';
import { assetStoreSettings, trustedEngineKeys } from '../service-settings.ts';
import { findTrackView, parseTrackId } from './find-track.ts';

export function addProveCommand(track: Command): void {
  defineCommand(track, {
    usage: 'prove <track>',
    summary: 'make every artefact again with the engine that the recipe names, and compare',
    options: (command) =>
      command
        .option('--version <number>', 'the version (default: the last finished one)')
        .addHelpText(
          'after',
          '\nThe engine comes from S3 by its sha256, never from a cache or the current code.' +
            '\nIt is run only if a key of FERMATA_ENGINE_KEYS has signed it (default: the key of this ' +
            'installation), in a process without files and network.' +
            '\nReproduced: the recipe alone gives every byte again. Re-rendered: the recorded ' +
            'score does. Attested: only the recorded hash is known.' +
            '\nExit code 0: nothing differs. 1: something does.',
        ),
    schema: z.object({
      version: z
        .string()
        .regex(/^[1-9]\d{0,5}$/, 'must be a whole number, at least 1')
        .transform(Number)
        .optional(),
    }),
    async run({ api, env, output, signal }, { version: number }, [id]) {
      const trackId = parseTrackId(id);
      const client = await api('creator');
      const view = await findTrackView(client, trackId);
      const version = finishedVersion(view, number);
      const live = new LiveLine(process.stderr);
      const began = performance.now();
      const { openAssetStore } = await import('@fermata/storage');
      const publicKeys = trustedEngineKeys(env);
      const store = openAssetStore(await assetStoreSettings(env));
      try {
        const { projectId } = await client.get('/v1/me', PrincipalView);
        const { prove, proofLevel } = await import('@fermata/music');
        const models = (await import('@fermata/models')).openModels();
        const proveOne = async (
          recipeId: string,
          alternate: Alternate | undefined,
        ): Promise<{ recipe: Recipe; proof: Proof }> => {
          const recipe = await fetchRecipe(client, recipeId);
          live.show(
            `Fetching the engine ${recipe.engine.version} (${shortHash(recipe.engine.sha256)}) from the store`,
          );
          const engine = await fetchTrusted(store, recipe.engine.sha256, publicKeys);
          const materials = Object.fromEntries(
            await Promise.all(
              recipeMaterials(recipe).map(
                async (sha256) =>
                  [
                    sha256,
                    await fetchBytes(store.get(projectId, sha256), `The material ${sha256}`),
                  ] as const,
              ),
            ),
          );
          const expected = expectedArtefacts(view, { ...version, recipeId }, alternate);
          const recorded = await recordedScore(store, projectId, expected);
          const proof = await prove({
            recipe,
            engine,
            signal,
            materials,
            expected,
            cover: await coverOf(store, projectId, version, expected),
            ...recorded,
            composerOf: (opened, named) => models.generatorOf(named, opened),
            metadata: fileTagsOf({
              title: version.title,
              recipeId,
              aiDisclosure: version.aiDisclosure,
              metadata: version.metadata,
              // Only the full cut has an ISRC.
              isrc: alternate === undefined ? (version.isrc ?? undefined) : undefined,
            }),
            onProgress: (fraction, what) =>
              live.show(
                `Making ${alternate ?? 'it'} again`,
                `${what} · ${Math.round(fraction * 100)} %`,
              ),
          });
          return { recipe, proof };
        };
        const fullCut = await proveOne(version.recipeId, undefined);
        const alternates = [];
        for (const { alternate, recipeId } of version.alternates)
          alternates.push({ alternate, recipeId, ...(await proveOne(recipeId, alternate)).proof });
        live.stop();
        const artefacts = [
          ...fullCut.proof.artefacts,
          ...alternates.flatMap((each) =>
            each.artefacts.map((artefact) => ({
              ...artefact,
              name: `${each.alternate}/${artefact.name}`,
            })),
          ),
        ];
        const level = proofLevel([fullCut.proof.level, ...alternates.map((each) => each.level)]);
        const seconds = (performance.now() - began) / 1000;
        const proof: Proof = { reproduced: level === 'reproduced', level, artefacts };
        const cuts = alternates.map(({ alternate, recipeId, level: alternateLevel }) => ({
          alternate,
          recipeId,
          level: alternateLevel,
        }));
        output.result(
          {
            trackId,
            version: version.version,
            recipeId: version.recipeId,
            engine: fullCut.recipe.engine,
            ...proof,
            alternates: cuts,
            seconds,
          },
          () => proofText(proof, fullCut.recipe, seconds),
        );
        return level === 'differs' ? EXIT.failed : EXIT.ok;
      } finally {
        live.stop();
        store.close();
      }
    },
  });
}

async function fetchRecipe(client: ApiClient, recipeId: string): Promise<Recipe> {
  const recipe = await client.get(`/v1/recipes/${recipeId}`, Recipe);
  if (recipeIdOf(recipe) !== recipeId)
    throw new CommandError(
      EXIT.failed,
      `The API's recipe is not ${recipeId}: its sha256 is ${recipeIdOf(recipe)}.`,
    );
  return recipe;
}

/** The recorded score, for an engine that cannot compose it. An alternate has none among its files. */
async function recordedScore(
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
              await fetchBytes(store.get(projectId, score.sha256), 'The recorded score'),
            ),
          ),
        ),
      }
    : {};
}

/** The cover of the version's files. An alternate has none. */
async function coverOf(
  store: AssetStore,
  projectId: string,
  { metadata }: FinishedVersion,
  expected: readonly ExpectedArtefact[],
): Promise<CoverOption> {
  if (!expected.some(({ name }) => name === 'cover')) return 'none';
  if (metadata.cover === undefined) return 'drawn';
  const { givenCoverOf } = await import('@fermata/music');
  return givenCoverOf(await fetchBytes(store.get(projectId, metadata.cover), 'The given cover'));
}

/** The engine of the recipe, refused unless a trusted key has signed it. */
async function fetchTrusted(
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

async function fetchBytes(bytes: Promise<Uint8Array>, subject: string): Promise<Uint8Array> {
  try {
    return await bytes;
  } catch (error) {
    throw new CommandError(
      EXIT.absent,
      `${subject} cannot be fetched: ${error instanceof Error ? error.message || error.name : String(error)}.`,
    );
  }
}

type FinishedVersion = VersionView & {
  recipeId: string;
  title: string;
  aiDisclosure: NonNullable<VersionView['aiDisclosure']>;
  metadata: NonNullable<VersionView['metadata']>;
};
const isFinished = (version: VersionView): version is FinishedVersion =>
  version.recipeId !== null &&
  version.title !== null &&
  version.aiDisclosure !== null &&
  version.metadata !== null &&
  version.versionSha256 !== null;

function finishedVersion(
  { versions, trackId, now }: TrackView,
  number: number | undefined,
): FinishedVersion {
  const found = versions
    .filter(isFinished)
    .findLast(({ version }) => number === undefined || version === number);
  if (found === undefined)
    throw new CommandError(
      EXIT.absent,
      `The track ${trackId} has no finished version${number === undefined ? ' yet' : ` ${number}`}: ${now}.`,
    );
  return found;
}

/** The recorded results of the recipe, by their names in the engine's proof; of `alternate`, if given. */
export function expectedArtefacts(
  { candidates }: Pick<TrackView, 'candidates'>,
  version: Pick<VersionView, 'version' | 'recipeId' | 'assets'>,
  alternate?: Alternate,
): ExpectedArtefact[] {
  const picked = candidates
    .filter(
      (candidate) =>
        candidate.version === version.version && candidate.recipeId === version.recipeId,
    )
    .flatMap(({ assets }) => assets);
  const own = version.assets.filter((asset) => asset.alternate === alternate);
  const named = new Map(
    [...(alternate === undefined ? picked : []), ...own].map((asset) => [
      artefactName(asset),
      asset.sha256,
    ]),
  );
  return [...named].map(([name, sha256]) => ({ name, sha256 }));
}

const artefactName = ({ kind, part }: AssetView): string =>
  part === undefined ? kind : `${kind}/${part}`;

const LEVEL_LABELS: Record<ProofLevel, string> = {
  reproduced: 'Reproduced: the recipe gives every byte again',
  're-rendered':
    'Re-rendered: the recorded score gives every byte again; its composer is not part of the engine',
  attested: 'Attested: only the recorded hashes are known; it cannot be made again here',
  differs: 'Not proved',
};

function proofText({ artefacts, level }: Proof, { engine }: Recipe, seconds: number): string {
  const differing = artefacts.filter((artefact) => artefact.level === 'differs').length;
  const by = `by engine ${engine.version} (${shortHash(engine.sha256)})`;
  return [
    table(
      [{ title: 'artefact' }, { title: 'recorded' }, { title: 'made again' }, { title: '' }],
      artefacts.map(({ name, expected, got, level: artefactLevel }) => [
        name,
        shortHash(expected),
        got === null ? 'not made' : shortHash(got),
        artefactLevel === 'differs' ? 'DIFFERS' : artefactLevel,
      ]),
    ),
    level === 'differs'
      ? `${LEVEL_LABELS[level]}: ${differing} of ${artefacts.length} artefacts differ, ${by}.`
      : `${LEVEL_LABELS[level]}: ${artefacts.length} artefacts, ${by} in ${duration(seconds)}.`,
  ].join('\n\n');
}
