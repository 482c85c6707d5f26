import { z } from 'zod';
import { httpAddress } from './variables.ts';

/** The preview service, as the API and the worker reach it. */
export const PreviewAddressSettings = z.object({
  /** Without it every preview is a fallback. */
  FERMATA_PREVIEW_URL: httpAddress('FERMATA_PREVIEW_URL').optional(),
  FERMATA_PREVIEW_SECRET: z
    .string()
    .min(32, 'FERMATA_PREVIEW_SECRET must have at least 32 characters')
    .optional(),
});

type PreviewAddressSettings = z.infer<typeof PreviewAddressSettings>;

export const hasPreviewSecret = (settings: PreviewAddressSettings): boolean =>
  settings.FERMATA_PREVIEW_URL === undefined || settings.FERMATA_PREVIEW_SECRET !== undefined;

export const NO_PREVIEW_SECRET =
  'FERMATA_PREVIEW_SECRET must be set with FERMATA_PREVIEW_URL: the secret that both share';

export interface PreviewAddress {
  readonly url: string;
  readonly secret: string;
}

/** Null: no preview service is configured. */
export const previewAddress = (settings: PreviewAddressSettings): PreviewAddress | null => {
  const { FERMATA_PREVIEW_URL: url, FERMATA_PREVIEW_SECRET: secret = '' } = settings;
  return url === undefined ? null : { url: url.replace(/\/$/, ''), secret };
};
