export type * from './catalogue.ts';
export { BadCursor, EventRefused, SequenceConflict } from './errors.ts';
export { openCatalogue } from './open-catalogue.ts';
export { migrate } from './migrate.ts';
