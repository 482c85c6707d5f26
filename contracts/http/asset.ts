import { z } from 'zod';
import { Alternate } from '../values/alternate.ts';
import { AssetKind } from '../values/asset.ts';
import { Sha256 } from '../values/ids.ts';
import { PartName } from '../values/music.ts';
import { queryList } from './query-list.ts';

export const AssetView = z
  .object({
    sha256: Sha256,
    kind: AssetKind,
    mediaType: z.string(),
    bytes: z.number().int(),
    part: PartName.optional(),
    alternate: Alternate.optional(),
    /** The file name for saving. */
    fileName: z.string(),
  })
  .meta({ id: 'Asset' });

export type AssetView = z.infer<typeof AssetView>;

/** `url` is presigned: anyone who has it can read until `expiresAt`. A browser plays audio and saves other files. */
export const AssetLink = AssetView.extend({
  version: z.number().int(),
  /** The number of the candidate it belongs to; absent for a file of the whole version. */
  candidate: z.number().int().optional(),
  url: z.url(),
  expiresAt: z.iso.datetime(),
}).meta({ id: 'AssetLink' });

export type AssetLink = z.infer<typeof AssetLink>;

export const AssetLinks = z.object({ items: z.array(AssetLink) }).meta({ id: 'AssetLinks' });

const PositiveNumber = z.coerce.number().int().min(1).max(1_000_000);

/** Absent: the files of all kinds, versions and candidates. `kind`: repeated, or separated by commas. */
export const AssetQuery = z.strictObject({
  kind: queryList(AssetKind).optional(),
  version: PositiveNumber.optional(),
  candidate: PositiveNumber.optional(),
});

export type AssetQuery = z.infer<typeof AssetQuery>;
