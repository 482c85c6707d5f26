import { Inject, Injectable } from '@nestjs/common';
import type { AssetLink, AssetQuery } from '@fermata/contracts/http';
import type { AssetRecord, Catalogue } from '@fermata/prisma';
import { AssetNotFoundError, type AssetStore } from '@fermata/storage';
import type { ApiConfig } from '../config.ts';
import type { Principal } from '../http/principal.ts';
import { ASSETS, CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';
import { TrackLookup } from '../track-lookup/track-lookup.ts';
import { selectAssets } from './select-assets.ts';

const MAX_CONCURRENT_LINKS = 8;

/** Links to the files of a track. */
@Injectable()
export class AssetLinkService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'assets'>,
    @Inject(ASSETS) private readonly assets: AssetStore,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(TrackLookup) private readonly lookup: TrackLookup,
  ) {}

  /** Links expire; they lead to S3. */
  async list(
    principal: Principal,
    trackId: string,
    query: AssetQuery,
  ): Promise<{ items: AssetLink[] }> {
    const { projectId } = principal;
    const assets =
      (await this.lookup.findOrThrow(principal, trackId)) === 'accepted'
        ? []
        : selectAssets(await this.catalogue.assets.forTrack(projectId, trackId), query);
    const seconds = this.config.limits.linkSeconds;
    const items: AssetLink[] = [];
    // Each link costs a request to S3, and a track of many versions has many files.
    for (let first = 0; first < assets.length; first += MAX_CONCURRENT_LINKS) {
      items.push(
        ...(
          await Promise.all(
            assets
              .slice(first, first + MAX_CONCURRENT_LINKS)
              .map((asset) => this.#link(projectId, asset, seconds)),
          )
        ).flat(),
      );
    }
    return { items };
  }

  /** Empty for an intermediate of an ended track that is just being evicted. */
  async #link(projectId: string, asset: AssetRecord, seconds: number): Promise<AssetLink[]> {
    try {
      return [
        {
          ...asset,
          ...(await this.assets.presign(projectId, asset.sha256, {
            fileName: asset.fileName,
            mediaType: asset.mediaType,
            seconds,
          })),
        },
      ];
    } catch (error) {
      if (
        error instanceof AssetNotFoundError &&
        (await this.catalogue.assets.find(projectId, asset.sha256)) === null
      )
        return [];
      throw error;
    }
  }
}
