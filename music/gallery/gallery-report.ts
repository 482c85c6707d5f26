import { z } from 'zod';
import { Classification } from './classify/classify.ts';
import { KeyCount } from './keys/key-count.ts';
import { TrackFigures } from './track-figures.ts';
import { StyleVariety } from './variety/style-variety.ts';

export const REPORT_FILE = 'gallery.json';

/** All figures of one run, stored beside the page. */
export const GalleryReport = z.object({
  engine: z.object({ version: z.string(), sha256: z.string() }),
  tracks: z.array(TrackFigures),
  classification: Classification.optional(),
  keys: z.array(KeyCount).optional(),
  variety: z.array(StyleVariety).optional(),
});
export type GalleryReport = z.infer<typeof GalleryReport>;
