import { ApplicationFailure } from '@temporalio/common';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import { readSoundFontBytes, type SoundFontFile } from './sound-font-file.ts';

/** Who adds the operator's SoundFont to a project. */
const SYSTEM_ACTOR = 'act_fermata';
const MEDIA_TYPE = 'audio/x-soundfont';

/** The worker's SoundFont (FERMATA_SOUNDFONT): a project that wants it played gets it as material, and its digest stands in the recipe. From then on the file is not needed. */
export class SoundFontPublisher {
  readonly #file: SoundFontFile | undefined;
  readonly #catalogue: Catalogue;
  readonly #assets: AssetStore;
  readonly #published = new Map<string, Promise<string>>();

  constructor({
    soundFont,
    catalogue,
    assets,
  }: {
    soundFont?: SoundFontFile | undefined;
    catalogue: Catalogue;
    assets: AssetStore;
  }) {
    this.#file = soundFont;
    this.#catalogue = catalogue;
    this.#assets = assets;
  }

  /** The sha256 of the SoundFont, which the project then has. Throws where none is configured, or where the project lacks it and the file is gone. */
  publish(projectId: string): Promise<string> {
    const published = this.#published.get(projectId);
    if (published) return published;
    const publishing = this.#publishOnce(projectId);
    this.#published.set(projectId, publishing);
    // A file that was not there may be there next time.
    publishing.catch(() => this.#published.delete(projectId));
    return publishing;
  }

  async #publishOnce(projectId: string): Promise<string> {
    const file = this.#file;
    if (file === undefined)
      throw ApplicationFailure.nonRetryable(
        'the brief wants parts played by a SoundFont, and this worker has none: set FERMATA_SOUNDFONT to its file',
        'SoundFontNotConfigured',
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
    if (kind !== 'sound-font') throw new Error(`the store answered a ${kind} for a SoundFont`);
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
