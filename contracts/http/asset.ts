import { z } from 'zod';
import { Alternate } from '../values/alternate.ts';
import { AssetKind } from '../values/asset.ts';
import { Sha256 } from '../values/ids.ts';
import { PartName } from '../values/music.ts';

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

/** `url` is presigned: anyone who has it can read until `expiresAt`. */
export const AssetLink = AssetView.extend({ url: z.url(), expiresAt: z.iso.datetime() }).meta({
  id: 'AssetLink',
});

export type AssetLink = z.infer<typeof AssetLink>;

export const AssetLinks = z.object({ items: z.array(AssetLink) }).meta({ id: 'AssetLinks' });
