export type * from './catalogue.ts';
export { BadCursor, DeliveryConflict, EventRefused, SequenceConflict } from './errors.ts';
export { openCatalogue } from './open-catalogue.ts';
export { migrate } from './migrate.ts';
