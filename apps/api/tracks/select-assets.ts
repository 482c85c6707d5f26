import type { AssetQuery } from '@fermata/contracts/http';
import type { AssetKind } from '@fermata/contracts/values';
import type { AssetRecord } from '@fermata/prisma';

// The files that a person listens to come first.
const ORDER: readonly string[] = [
  'delivery-mp3',
  'delivery-flac',
  'delivery-wav',
  'sketch',
  'master',
  'mix',
  'stem',
  'midi',
  'part-midi',
  'score',
] satisfies AssetKind[];

const rank = ({ kind }: AssetRecord): number => {
  const place = ORDER.indexOf(kind);
  return place < 0 ? ORDER.length : place;
};

/** The files that the query names: the newest version first, the full cut before its alternates, audio first. */
export const selectAssets = (
  assets: readonly AssetRecord[],
  { kind, version, candidate }: AssetQuery,
): AssetRecord[] =>
  assets
    .filter(
      (asset) =>
        (kind === undefined || kind.includes(asset.kind)) &&
        (version === undefined || asset.version === version) &&
        (candidate === undefined || asset.candidate === candidate),
    )
    .sort(
      (one, other) =>
        other.version - one.version ||
        Number(one.alternate !== undefined) - Number(other.alternate !== undefined) ||
        rank(one) - rank(other),
    );
