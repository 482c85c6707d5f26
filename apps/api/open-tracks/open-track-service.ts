import { Inject, Injectable } from '@nestjs/common';
import type { OpenTrackPage, OpenTrackQuery, OpenTrackView } from '@fermata/contracts/http';
import { isExcerpt, previewFile } from '@fermata/domain/open-track';
import type { Catalogue, OpenTrackRecord } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import type { ApiConfig } from '../config.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { ASSETS, CATALOGUE, CONFIG } from '../infrastructure/injection-tokens.ts';

/** The view of a partner: the tracks of its key's project that are open to it. */
@Injectable()
export class OpenTrackService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'assets' | 'openTracks'>,
    @Inject(ASSETS) private readonly assets: AssetStore,
    @Inject(CONFIG) private readonly config: ApiConfig,
  ) {}

  /** Nothing is open to a key that belongs to no partner. */
  async list({ projectId, partner }: Principal, query: OpenTrackQuery): Promise<OpenTrackPage> {
    if (partner === undefined) return { items: [], nextCursor: null };
    const { items, nextCursor } = await this.catalogue.openTracks.list(
      { projectId, partner },
      query,
    );
    return {
      items: items.map(({ licence: _licence, version: _version, ...track }) => track),
      nextCursor,
    };
  }

  async find({ projectId, partner }: Principal, trackId: string): Promise<OpenTrackView> {
    const record =
      partner === undefined
        ? null
        : await this.catalogue.openTracks.find({ projectId, partner }, trackId);
    if (record === null)
      throw new ProblemException('not-found', `no track ${trackId} is open to you`);
    const { version: _version, ...track } = record;
    return { ...track, preview: await this.#preview(projectId, record) };
  }

  async #preview(
    projectId: string,
    { trackId, version }: OpenTrackRecord,
  ): Promise<OpenTrackView['preview']> {
    const file = previewFile(await this.catalogue.assets.forTrack(projectId, trackId), version);
    if (file === null) return null;
    const { sha256, fileName, mediaType } = file;
    const seconds = this.config.limits.linkSeconds;
    const link = await this.assets.presign(projectId, sha256, { fileName, mediaType, seconds });
    return { ...link, mediaType, isExcerpt: isExcerpt(file) };
  }
}
