export type * from './catalogue.ts';
export {
  InvalidCursorError,
  DeliveryConflictError,
  InvalidEventError,
  SequenceConflictError,
} from './errors.ts';
export { openCatalogue } from './open-catalogue.ts';
export { migrate } from './migrate.ts';
