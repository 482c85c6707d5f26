import type { SectionPresence } from '@fermata/contracts/values';
import { contentsOf, type TextReading } from './reading/wish.ts';

const MOST = 16;

/** Where a text lets parts play by sections of the form. */
export const readSections = (reading: TextReading): SectionPresence[] =>
  contentsOf(reading, 'section presence')
    .map(({ content: { part, section, nth, place, isExcluded } }) => ({
      ...{ part, section, place, present: !isExcluded },
      ...(nth === undefined ? {} : { nth }),
    }))
    .slice(0, MOST);
