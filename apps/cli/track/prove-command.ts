import { fileTagsOf, Recipe, recipeIdOf } from '@fermata/contracts';
import type { AssetView, TrackView, VersionView } from '@fermata/contracts';
import type { ExpectedArtefact, Proof } from '@fermata/music';
import type { Command } from 'commander';
import { z } from 'zod';
import { CommandError } from '../command-error.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-codes.ts';
import { LiveLine } from '../render/live-line.ts';
import { duration, shortHash } from '../render/quantities.ts';
import { table } from '../render/table.ts';
import { assetStoreSettings } from '../service-settings.ts';
import { findTrackView, trackIdFrom } from './find-track.ts';

/** How sure a proof is; design says them all, a track of today can only be the first, or not proved. */
export type Level = 'reproduced' | 'differs';

export function addProveCommand(track: Command): void {
  defineCommand(track, {
    usage: 'prove <track>',
    summary: 'make every artefact again from the recipe, with the engine that the recipe names, and compare',
    options: (command) => command.option('--version <number>', 'which version (default: the last finished one)')
      .addHelpText('after', '\nThe engine comes from S3 by its sha256, never from a cache and never from the code of today.\nExit code 0: every byte again. 1: something differs.'),
    schema: z.object({ version: z.string().regex(/^[1-9]\d{0,5}$/, 'must be a whole number from 1 on').transform(Number).optional() }),
    async run({ api, env, output, signal }, { version: number }, [id]) {
      const trackId = trackIdFrom(id);
      const client = await api('ada');
      const view = await findTrackView(client, trackId);
      const version = finishedVersion(view, number);
      const recipe = await client.get(`/v1/recipes/${version.recipeId}`, Recipe);
      if (recipeIdOf(recipe) !== version.recipeId) throw new CommandError(EXIT.failed, `The API's recipe is not ${version.recipeId}: its sha256 is ${recipeIdOf(recipe)}.`);

      const live = new LiveLine(process.stderr);
      const began = performance.now();
      try {
        live.show(`Fetching the engine ${recipe.engine.version} (${shortHash(recipe.engine.sha256)}) from the store`);
        const engineBytes = await fetchEngine(env, recipe.engine.sha256);
        const { prove } = await import('@fermata/music');
        const proof = await prove({
          recipe, engineBytes, signal, metadata: fileTagsOf({ title: version.title, recipeId: version.recipeId, aiDisclosure: version.aiDisclosure }), expected: expectedOf(view, version),
          onProgress: (fraction, what) => live.show('Making it again', `${what} · ${Math.round(fraction * 100)} %`),
        });
        live.stop();
        const level: Level = proof.reproduced ? 'reproduced' : 'differs';
        const seconds = (performance.now() - began) / 1000;
        output.result({ trackId, version: version.version, recipeId: version.recipeId, engine: recipe.engine, level, ...proof, seconds }, () => proofText(proof, level, recipe, seconds));
        return proof.reproduced ? EXIT.ok : EXIT.failed;
      } finally {
        live.stop();
      }
    },
  });
}

type Finished = VersionView & { recipeId: string; title: string; aiDisclosure: NonNullable<VersionView['aiDisclosure']> };
const isFinished = (version: VersionView): version is Finished => version.recipeId !== null && version.title !== null && version.aiDisclosure !== null && version.versionSha256 !== null;

function finishedVersion({ versions, trackId, now }: TrackView, number: number | undefined): Finished {
  const found = versions.filter(isFinished).findLast(({ version }) => number === undefined || version === number);
  if (found === undefined) throw new CommandError(EXIT.absent, `The track ${trackId} has no finished version${number === undefined ? ' yet' : ` ${number}`}: ${now}.`);
  return found;
}

/** Everything that the catalogue says the recipe made, under the names that the engine's proof gives them. */
export function expectedOf({ candidates }: Pick<TrackView, 'candidates'>, version: Pick<VersionView, 'version' | 'recipeId' | 'assets'>): ExpectedArtefact[] {
  const picked = candidates.filter((candidate) => candidate.version === version.version && candidate.recipeId === version.recipeId).flatMap(({ assets }) => assets);
  const named = new Map([...picked, ...version.assets].map((asset) => [nameOf(asset), asset.sha256]));
  return [...named].map(([name, sha256]) => ({ name, sha256 }));
}

const nameOf = ({ kind, part }: AssetView): string => (part === undefined ? kind : `${kind}/${part}`);

async function fetchEngine(env: NodeJS.ProcessEnv, sha256: string): Promise<Uint8Array> {
  const { openAssetStore } = await import('@fermata/storage');
  const store = openAssetStore(await assetStoreSettings(env));
  try {
    return await store.getEngine(sha256);
  } catch (error) {
    throw new CommandError(EXIT.absent, `The engine ${sha256} cannot be fetched: ${error instanceof Error ? error.message || error.name : String(error)}.`);
  } finally {
    store.close();
  }
}

function proofText({ artefacts }: Proof, level: Level, { engine }: Recipe, seconds: number): string {
  const differing = artefacts.filter(({ same }) => !same).length;
  return [
    table([{ title: 'artefact' }, { title: 'recorded' }, { title: 'made again' }, { title: '' }], artefacts.map(({ name, expected, got, same }) => [name, shortHash(expected), got === null ? 'not made' : shortHash(got), same ? 'same' : 'DIFFERS'])),
    level === 'reproduced'
      ? `Reproduced: all ${artefacts.length} artefacts, every byte, by engine ${engine.version} (${shortHash(engine.sha256)}) in ${duration(seconds)}.`
      : `Not reproduced: ${differing} of ${artefacts.length} artefacts differ, by engine ${engine.version} (${shortHash(engine.sha256)}).`,
  ].join('\n\n');
}
