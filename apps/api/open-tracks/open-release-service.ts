import { Inject, Injectable } from '@nestjs/common';
import type { OpenReleasePage, OpenReleaseQuery, OpenReleaseView } from '@fermata/contracts/http';
import type { Catalogue } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { CATALOGUE } from '../infrastructure/injection-tokens.ts';
import { ListeningLinks } from './listening-links.ts';

/** The view of a partner: the releases of its key's project that wait and are open to it. */
@Injectable()
export class OpenReleaseService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'openReleases'>,
    @Inject(ListeningLinks) private readonly links: ListeningLinks,
  ) {}

  /** Nothing is open to a key that belongs to no partner. */
  async list({ projectId, partner }: Principal, query: OpenReleaseQuery): Promise<OpenReleasePage> {
    if (partner === undefined) return { items: [], nextCursor: null };
    const { items, nextCursor } = await this.catalogue.openReleases.list(
      { projectId, partner },
      query,
    );
    return {
      items: items.map(({ licence: _licence, recordings, ...release }) => ({
        ...release,
        recordings: recordings.map(
          ({ trackId: _track, version: _version, use: _use, ...recording }) => recording,
        ),
      })),
      nextCursor,
    };
  }

  async find({ projectId, partner }: Principal, releaseId: string): Promise<OpenReleaseView> {
    const record =
      partner === undefined
        ? null
        : await this.catalogue.openReleases.find({ projectId, partner }, releaseId);
    if (record === null)
      throw new ProblemException('not-found', `no release ${releaseId} is open to you`);
    return {
      ...record,
      recordings: await Promise.all(
        record.recordings.map(async ({ trackId, version, ...recording }) => ({
          ...recording,
          audio: await this.links.of(projectId, { trackId, version }),
        })),
      ),
    };
  }
}
