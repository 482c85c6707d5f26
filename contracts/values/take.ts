import { z } from 'zod';
import { PartName } from './music.ts';

/** Another take of a section (its index in the score), a part, or a part of one section. Take 0 is the first. */
export const Take = z.strictObject({
  section: z.number().int().min(0).max(199).optional(),
  part: PartName.optional(),
  take: z.number().int().min(1).max(0xffff),
});

export type Take = z.infer<typeof Take>;

/** `the bass`, `section 2`, `the bass in section 2`; empty for a take of the whole piece. */
export const describeRemake = ({ part, section }: Pick<Take, 'part' | 'section'>): string =>
  [
    ...(part === undefined ? [] : [`the ${part}`]),
    ...(section === undefined ? [] : [`section ${section}`]),
  ].join(' in ');
