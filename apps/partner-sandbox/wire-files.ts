import { z } from 'zod';
import { Sha256 } from './wire-fields.ts';

export const FileName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
    'must have 1 to 100 of A-Z a-z 0-9 . _ - and begin with a letter or digit',
  );
export const MEDIA_TYPES = [
  'audio/flac',
  'audio/mpeg',
  'audio/wav',
  'image/png',
  'image/jpeg',
  'application/json',
] as const;
export const MediaType = z.enum(MEDIA_TYPES);

export const FILE_MAX_BYTES = 192 * 1024 * 1024;
export const RESERVATION_MAX_BYTES = 512 * 1024 * 1024;
export const RESERVATION_MAX_FILES = 40;
export const BODY_MAX_BYTES = 256 * 1024;

export const StoredFile = z.object({
  name: FileName,
  sha256: Sha256,
  bytes: z.number().int().positive(),
  mediaType: MediaType,
});
export type StoredFile = z.infer<typeof StoredFile>;
