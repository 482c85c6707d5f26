import type { ApiClient } from '@fermata/clients/api';
import { type AssetLink, AssetLinks, type TrackView } from '@fermata/contracts/http';
import type { AssetKind } from '@fermata/contracts/values';

export interface FileSelection {
  readonly version: number;
  /** Absent: all kinds. */
  readonly kinds?: readonly AssetKind[] | undefined;
  /** Only the files of this candidate, by its number. */
  readonly candidate?: number | undefined;
}

/** The files of a version with those of its picked candidate; before a pick, those of all its candidates. */
export async function findFiles(
  api: ApiClient,
  { trackId, candidates }: Pick<TrackView, 'trackId' | 'candidates'>,
  { version, kinds, candidate }: FileSelection,
): Promise<AssetLink[]> {
  const { items } = await api.get(`/v1/tracks/${trackId}/assets`, AssetLinks, {
    version,
    kind: kinds?.join(','),
    candidate,
  });
  const picked = candidates.find((each) => each.version === version && each.picked)?.number;
  if (candidate !== undefined || picked === undefined) return items;
  return items.filter((item) => item.candidate === undefined || item.candidate === picked);
}
