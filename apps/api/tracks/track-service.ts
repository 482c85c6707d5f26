import { Inject, Injectable } from '@nestjs/common';
import type { TrackAccepted, TrackQuery, TrackSummary, TrackView } from '@fermata/contracts/http';
import type { Recipe } from '@fermata/contracts/values';
import type { Catalogue, Page } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { CATALOGUE, CONFIG, TEMPORAL } from '../infrastructure/injection-tokens.ts';
import type { TemporalGateway } from '../infrastructure/temporal-gateway.ts';
import { reviewContext } from '../reviews/present-review.ts';
import { TrackLookup } from '../track-lookup/track-lookup.ts';
import { presentAccepted } from './present-accepted.ts';
import { presentTrack } from './present-track.ts';

/** Shows tracks and their recipes. */
@Injectable()
export class TrackService {
  constructor(
    @Inject(CATALOGUE)
    private readonly catalogue: Pick<Catalogue, 'actors' | 'recalls' | 'recipes' | 'tracks'>,
    @Inject(TEMPORAL) private readonly temporal: Pick<TemporalGateway, 'namespace'>,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(TrackLookup) private readonly lookup: TrackLookup,
  ) {}

  list({ projectId }: Principal, query: TrackQuery): Promise<Page<TrackSummary>> {
    return this.catalogue.tracks.list(projectId, query);
  }

  /** The track, or its acceptance until the first event is written. */
  async find(principal: Principal, trackId: string): Promise<TrackView | TrackAccepted> {
    const record = await this.lookup.findOrThrow(principal, trackId);
    if (record === 'accepted')
      return presentAccepted(this.config, this.temporal.namespace, {
        trackId,
        stage: 'accepted',
        created: false,
      });
    return presentTrack(
      record,
      await reviewContext(
        this.catalogue,
        principal.projectId,
        [record.review],
        record.versions.map(({ feedback }) => feedback),
      ),
      principal,
    );
  }

  async recipe({ projectId }: Principal, recipeId: string): Promise<Recipe> {
    const recipe = await this.catalogue.recipes.find(projectId, recipeId);
    if (!recipe)
      throw new ProblemException('not-found', `there is no recipe ${recipeId} in this project`);
    return recipe;
  }
}
