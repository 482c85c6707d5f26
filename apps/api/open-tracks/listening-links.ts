import { Inject, Injectable } from '@nestjs/common';
import type { OpenTrackView } from '@fermata/contracts/http';
import { isClip, listeningFile } from '@fermata/domain/open-track';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import type { ApiConfig } from '../config.ts';
import { ASSETS, CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';

/** Links with which a partner hears a version that is open to it. */
@Injectable()
export class ListeningLinks {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'assets'>,
    @Inject(ASSETS) private readonly assets: AssetStore,
    @Inject(CONFIG) private readonly config: ApiConfig,
  ) {}

  /** Null: the version has no MP3. */
  async of(
    projectId: string,
    { trackId, version }: { readonly trackId: string; readonly version: number },
  ): Promise<OpenTrackView['audio']> {
    const file = listeningFile(await this.catalogue.assets.forTrack(projectId, trackId), version);
    if (file === null) return null;
    const { sha256, fileName, mediaType } = file;
    const seconds = this.config.limits.linkSeconds;
    const link = await this.assets.presign(projectId, sha256, { fileName, mediaType, seconds });
    return { ...link, mediaType, isClip: isClip(file) };
  }
}
