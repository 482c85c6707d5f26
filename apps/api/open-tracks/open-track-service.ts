import { Inject, Injectable } from '@nestjs/common';
import type { OpenTrackPage, OpenTrackQuery, OpenTrackView } from '@fermata/contracts/http';
import type { Catalogue } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { CATALOGUE } from '../infrastructure/injection-tokens.ts';
import { ListeningLinks } from './listening-links.ts';

/** The view of a partner: the tracks of its key's project that are open to it. */
@Injectable()
export class OpenTrackService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'openTracks'>,
    @Inject(ListeningLinks) private readonly links: ListeningLinks,
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
    const { version, ...track } = record;
    return { ...track, audio: await this.links.of(projectId, { trackId, version }) };
  }
}
