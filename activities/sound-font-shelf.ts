import { readFile } from 'node:fs/promises';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import { ApplicationFailure } from '@temporalio/common';

/** Who adds the operator's SoundFont to a project. */
const SYSTEM_ACTOR = 'act_fermata';
const MEDIA_TYPE = 'audio/x-soundfont';

/** The worker's SoundFont (FERMATA_SOUNDFONT): a project that wants it played gets it as material, and its digest stands in the recipe. */
export class SoundFontShelf {
  readonly #path: string | undefined;
  readonly #catalogue: Catalogue;
  readonly #assets: AssetStore;
  readonly #known = new Map<string, Promise<string>>();

  constructor({ path, catalogue, assets }: { path: string | undefined; catalogue: Catalogue; assets: AssetStore }) {
    this.#path = path;
    this.#catalogue = catalogue;
    this.#assets = assets;
  }

  /** The sha256 of the SoundFont, which the project then has. Throws where none is configured or the file is none. */
  sha256(projectId: string): Promise<string> {
    const known = this.#known.get(projectId);
    if (known) return known;
    const publishing = this.#publish(projectId);
    this.#known.set(projectId, publishing);
    // A file that was not there may be there next time.
    publishing.catch(() => this.#known.delete(projectId));
    return publishing;
  }

  async #publish(projectId: string): Promise<string> {
    if (this.#path === undefined) throw ApplicationFailure.nonRetryable('the brief wants parts played by a SoundFont, and this worker has none: set FERMATA_SOUNDFONT to its file', 'SoundFontMissing');
    const bytes = new Uint8Array(await readFile(this.#path));
    const name = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
    if (name(0) !== 'RIFF' || name(8) !== 'sfbk') throw ApplicationFailure.nonRetryable(`${this.#path} (FERMATA_SOUNDFONT) is no SoundFont`, 'SoundFontMissing');
    const { sha256, kind, mediaType, bytes: size } = await this.#assets.put(projectId, { kind: 'sound-font', mediaType: MEDIA_TYPE, bytes });
    if (kind !== 'sound-font') throw new Error(`the store answered a ${kind} for a SoundFont`);
    await this.#catalogue.materials.add(projectId, { sha256, kind, mediaType, bytes: size, uploadSha256: null, licence: null, source: null, understood: null, addedBy: SYSTEM_ACTOR, parents: [] });
    return sha256;
  }
}
