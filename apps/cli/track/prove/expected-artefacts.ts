import type { AssetView, TrackView, VersionView } from '@fermata/contracts/http';
import type { Alternate } from '@fermata/contracts/values';
import type { ExpectedArtefact } from '@fermata/music';

/** The recorded results of the recipe, by their names in the engine's proof; of `alternate`, if given. */
export function expectedArtefacts(
  { candidates }: Pick<TrackView, 'candidates'>,
  version: Pick<VersionView, 'version' | 'recipeId' | 'assets'>,
  alternate?: Alternate,
): ExpectedArtefact[] {
  const picked = candidates
    .filter(
      (candidate) =>
        candidate.version === version.version && candidate.recipeId === version.recipeId,
    )
    .flatMap(({ assets }) => assets);
  const own = version.assets.filter((asset) => asset.alternate === alternate);
  const named = new Map(
    [...(alternate === undefined ? picked : []), ...own].map((asset) => [
      artefactName(asset),
      asset.sha256,
    ]),
  );
  return [...named].map(([name, sha256]) => ({ name, sha256 }));
}

const artefactName = ({ kind, part }: AssetView): string =>
  part === undefined ? kind : `${kind}/${part}`;
