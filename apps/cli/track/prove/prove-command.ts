import type { Command } from 'commander';
import { z } from 'zod';
import { PrincipalView } from '@fermata/contracts/http';
import { defineCommand } from '../../define-command.ts';
import { EXIT } from '../../exit-codes.ts';
import { LiveLine } from '../../render/live-line.ts';
import { assetStoreSettings, trustedEngineKeys } from '../../service-settings.ts';
import { findTrackView, parseTrackId } from '../find-track.ts';
import { finishedVersion } from './finished-version.ts';
import { proofText } from './proof-text.ts';
import { proveVersion } from './prove-version.ts';

export function addProveCommand(track: Command): void {
  defineCommand(track, {
    usage: 'prove <track>',
    summary: 'make every artefact again with the engine that the recipe names, and compare',
    options: (command) =>
      command
        .option('--version <number>', 'the version (default: the one in force)')
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
        const show = (state: string, detail?: string): void => live.show(state, detail);
        const inputs = { client, store, projectId, publicKeys, signal, show };
        const { recipe, ...proof } = await proveVersion(inputs, view, version);
        live.stop();
        const seconds = (performance.now() - began) / 1000;
        const { recipeId } = version;
        output.result(
          {
            ...{ trackId, version: version.version, recipeId, engine: recipe.engine },
            ...proof,
            seconds,
          },
          () => proofText(proof, recipe, seconds),
        );
        return proof.level === 'differs' ? EXIT.failed : EXIT.ok;
      } finally {
        live.stop();
        store.close();
      }
    },
  });
}
