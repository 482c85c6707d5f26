import type { ApiClient } from '@fermata/clients/api';
import {
  MaterialView,
  ReleaseMessages,
  ReleaseUsage,
  type ReleaseView,
} from '@fermata/contracts/http';
import { Recipe, recipeMaterials, type ReleaseContent } from '@fermata/contracts/values';
import { CommandError } from '../../command-error.ts';
import { EXIT } from '../../exit-codes.ts';
import { findTrackView } from '../../track/find-track.ts';
import type { Dossier, DossierRecording } from './dossier.ts';
import { eventsOf } from './events-of.ts';
import type { Evidence } from './evidence.ts';
import { readEvidence } from './read-evidence.ts';
import { readPages } from './read-pages.ts';
import { verifyEvidence } from './verify-evidence.ts';

/** Reads all that the API knows about a release and its tracks, and verifies it. */
export async function collectDossier(api: ApiClient, release: ReleaseView): Promise<Dossier> {
  const path = `/v1/releases/${release.releaseId}`;
  const evidence = await readEvidence(api, release.releaseId);
  const recordings = await Promise.all(
    release.recordings.map((recording) => readRecording(api, recording)),
  );
  const content = contentIn(evidence, release);
  const { totals } = await api.get(`${path}/usage`, ReleaseUsage, { limit: 1 });
  return {
    ...{ release, content, recordings, evidence },
    materials: await readMaterials(api, recordings, content),
    usage: { totals, items: await readPages(api, `${path}/usage`, ReleaseUsage) },
    messages: (await readPages(api, `${path}/messages`, ReleaseMessages)).toReversed(),
    names: new Map(recordings.flatMap(namesIn)),
    verification: verifyEvidence(evidence),
  };
}

async function readRecording(
  api: ApiClient,
  { trackId, version: number, ...place }: ReleaseView['recordings'][number],
): Promise<DossierRecording> {
  const track = await findTrackView(api, trackId);
  const version = track.versions.find((each) => each.version === number);
  if (!version?.recipeId)
    throw new CommandError(
      EXIT.absent,
      `The released version ${number} of ${trackId} has no recipe.`,
    );
  const recipe = await api.get(`/v1/recipes/${version.recipeId}`, Recipe);
  return { disc: place.disc, number: place.number, track, version, recipe };
}

function contentIn(evidence: Evidence, { releaseId }: ReleaseView): ReleaseContent | null {
  const created = eventsOf(evidence, 'release.created').find(
    ({ data }) => data.releaseId === releaseId,
  );
  if (created === undefined) return null;
  const { releaseId: _id, ...content } = created.data;
  return content;
}

/** Each of them once, although several recordings may use it. */
function readMaterials(
  api: ApiClient,
  recordings: readonly DossierRecording[],
  content: ReleaseContent | null,
): Promise<MaterialView[]> {
  const used = recordings.flatMap(({ recipe, version }) => [
    ...recipeMaterials(recipe),
    version.metadata?.cover ?? [],
  ]);
  const all = new Set([...used, content?.metadata.cover ?? []].flat());
  return Promise.all([...all].map((sha256) => api.get(`/v1/materials/${sha256}`, MaterialView)));
}

const namesIn = ({
  track: { review, mayDecide },
}: DossierRecording): readonly (readonly [string, string])[] =>
  [
    ...mayDecide.map(({ actor, name }) => [actor, name] as const),
    ...(review?.decisions ?? []).map(
      ({ reviewer, reviewerName }) => [reviewer, reviewerName] as const,
    ),
  ].flatMap(([actor, name]) => (name === null ? [] : [[actor, name] as const]));
