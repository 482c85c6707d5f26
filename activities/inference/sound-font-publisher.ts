import { ApplicationFailure } from '@temporalio/common';
import { SYSTEM_ACTOR } from '@fermata/contracts/values';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import { readSoundFontBytes, type SoundFontFile } from './sound-font-file.ts';

const MEDIA_TYPE = 'audio/x-soundfont';

/**
 * Adds the worker's SoundFont (FERMATA_SOUNDFONT) as a material to each project that uses it.
 * Recipes name the material's digest, so the file is not needed afterwards.
 */
export class SoundFontPublisher {
  readonly #file: SoundFontFile | undefined;
  readonly #catalogue: Pick<Catalogue, 'materials'>;
  readonly #assets: AssetStore;
  readonly #published = new Map<string, Promise<string>>();

  constructor({
    soundFont,
    catalogue,
    assets,
  }: {
    soundFont?: SoundFontFile | undefined;
    catalogue: Pick<Catalogue, 'materials'>;
    assets: AssetStore;
  }) {
    this.#file = soundFont;
    this.#catalogue = catalogue;
    this.#assets = assets;
  }

  /**
   * Returns the sha256 of the SoundFont, which the project then has. Throws if none is configured, or
   * if the project does not have it and the file is gone.
   */
  publish(projectId: string): Promise<string> {
    const published = this.#published.get(projectId);
    if (published) return published;
    const publishing = this.#publishOnce(projectId);
    this.#published.set(projectId, publishing);
    // A missing file may exist at the next attempt.
    publishing.catch(() => this.#published.delete(projectId));
    return publishing;
  }

  async #publishOnce(projectId: string): Promise<string> {
    const file = this.#file;
    if (file === undefined)
      throw ApplicationFailure.nonRetryable(
        'the brief wants parts played by a SoundFont, and this worker has none: ' +
          'set FERMATA_SOUNDFONT to its file',
        'SoundFontNotConfiguredError',
      );
    if (
      (await this.#catalogue.materials.find(projectId, file.sha256)) &&
      (await this.#assets.has(projectId, file.sha256))
    )
      return file.sha256;
    const { sha256, kind, mediaType, bytes } = await this.#assets.put(projectId, {
      kind: 'sound-font',
      mediaType: MEDIA_TYPE,
      bytes: await readSoundFontBytes(file),
    });
    if (kind !== 'sound-font') throw new Error(`the store returned a ${kind} for a SoundFont`);
    await this.#catalogue.materials.add(projectId, {
      sha256,
      kind,
      mediaType,
      bytes,
      uploadSha256: null,
      licence: null,
      source: null,
      understood: null,
      addedBy: SYSTEM_ACTOR,
      parents: [],
    });
    return sha256;
  }
}
