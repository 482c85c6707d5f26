import type { NewEvent } from '@fermata/contracts/events';
import type { Recipe } from '@fermata/contracts/values';
import type { Catalogue } from '../catalogue.ts';
import { sampleTrack } from './sample-track.ts';

/** Stores a sample track with this recipe: in review, or on sale. */
export async function storeTrackMadeWith(
  catalogue: Pick<Catalogue, 'events' | 'recipes'>,
  seed: string,
  recipe: Recipe,
  until: 'review' | 'published',
) {
  const sample = sampleTrack(seed);
  const recipeId = await catalogue.recipes.save('default', recipe);
  const inReview = sample.events.findLastIndex(({ type }) => type === 'review.opened') + 1;
  const stored = sample.events.slice(0, until === 'review' ? inReview : sample.until.published);
  for (const event of stored)
    await catalogue.events.append([
      JSON.parse(
        sample.recipes.reduce((text, id) => text.replaceAll(id, recipeId), JSON.stringify(event)),
      ) as NewEvent,
    ]);
  const { trackId, releaseId, reviewIds } = sample;
  return { trackId, releaseId, reviewId: reviewIds[1] };
}
