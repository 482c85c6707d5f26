import type { ApiClient } from '@fermata/clients/api';
import { MaterialView, type ReleaseView, type TrackView } from '@fermata/contracts/http';
import { Recipe, recipeMaterials } from '@fermata/contracts/values';
import { CommandError } from '../../command-error.ts';
import { EXIT } from '../../exit-codes.ts';
import { findTrackView } from '../../track/find-track.ts';
import type { Dossier } from './dossier.ts';
import { readEvidence } from './read-evidence.ts';
import { verifyEvidence } from './verify-evidence.ts';

/** Reads all that the API knows about one recording of a release and its track, and verifies it. */
export async function collectDossier(
  api: ApiClient,
  release: ReleaseView,
  recording: Pick<ReleaseView['recordings'][number], 'trackId' | 'version'>,
): Promise<Dossier> {
  const track = await findTrackView(api, recording.trackId);
  const evidence = await readEvidence(api, track.trackId);
  const version = track.versions.find((each) => each.version === recording.version);
  if (!version?.recipeId)
    throw new CommandError(
      EXIT.absent,
      `The released version ${recording.version} of ${track.trackId} has no recipe.`,
    );
  const recipe = await api.get(`/v1/recipes/${version.recipeId}`, Recipe);
  const materials = await Promise.all(
    [...recipeMaterials(recipe), version.metadata?.cover ?? []]
      .flat()
      .map((sha256) => api.get(`/v1/materials/${sha256}`, MaterialView)),
  );
  return {
    release,
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
