import { Inject, Injectable } from '@nestjs/common';
import type { Catalogue, TrackRecord } from '@fermata/prisma';
import { withTemporalErrors } from '../http/commands.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { CATALOGUE, TEMPORAL } from '../infrastructure/injection-tokens.ts';
import type { TemporalGateway } from '../infrastructure/temporal-gateway.ts';

/** Finds a track in the catalogue or, before its first event is written, in Temporal. */
@Injectable()
export class TrackLookup {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'tracks'>,
    @Inject(TEMPORAL) private readonly temporal: TemporalGateway,
  ) {}

  /** `accepted`: so far the track exists only in Temporal. Throws a 404 if the project has no such track. */
  async findOrThrow({ projectId }: Principal, trackId: string): Promise<TrackRecord | 'accepted'> {
    const record = await this.catalogue.tracks.find(projectId, trackId);
    if (record) return record;
    const started = await withTemporalErrors(() => this.temporal.findTrack(trackId));
    if (started?.projectId === projectId) {
      if (!started.hasFailed) return 'accepted';
      // It has failed since the first read, or was refused before its first event.
      const failed = await this.catalogue.tracks.find(projectId, trackId);
      if (failed) return failed;
    }
    throw new ProblemException('not-found', `there is no track ${trackId} in this project`);
  }

  async assertExists(principal: Principal, trackId: string): Promise<void> {
    await this.findOrThrow(principal, trackId);
  }
}
