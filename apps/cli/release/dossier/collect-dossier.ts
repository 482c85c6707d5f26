import type { ApiClient } from '@fermata/clients/api';
import { MaterialView, type TrackView } from '@fermata/contracts/http';
import { Recipe, recipeMaterials } from '@fermata/contracts/values';
import { CommandError } from '../../command-error.ts';
import { EXIT } from '../../exit-codes.ts';
import type { Dossier } from './dossier.ts';
import { eventsOf } from './events-of.ts';
import { readEvidence } from './read-evidence.ts';
import { verifyEvidence } from './verify-evidence.ts';

/** Reads all that the API knows about a release of this track, and verifies it. */
export async function collectDossier(
  api: ApiClient,
  track: TrackView,
  releaseId: string,
): Promise<Dossier> {
  const evidence = await readEvidence(api, track.trackId);
  const started = eventsOf(evidence, 'release.started').find(
    ({ data }) => data.releaseId === releaseId,
  );
  const version = track.versions.find((each) => each.version === started?.data.version);
  if (!version?.recipeId)
    throw new CommandError(EXIT.absent, `The release ${releaseId} has no event yet; try again.`);
  const recipe = await api.get(`/v1/recipes/${version.recipeId}`, Recipe);
  const materials = await Promise.all(
    [...recipeMaterials(recipe), version.metadata?.cover ?? []]
      .flat()
      .map((sha256) => api.get(`/v1/materials/${sha256}`, MaterialView)),
  );
  return {
    releaseId,
    track,
    version,
    recipe,
    materials,
    names: namesIn(track),
    evidence,
    verification: verifyEvidence(evidence),
  };
}

const namesIn = ({ review, mayDecide }: TrackView): Map<string, string> =>
  new Map(
    [
      ...mayDecide.map(({ actor, name }) => [actor, name] as const),
      ...(review?.decisions ?? []).map(
        ({ reviewer, reviewerName }) => [reviewer, reviewerName] as const,
      ),
    ].flatMap(([actor, name]) => (name === null ? [] : [[actor, name] as const])),
  );
