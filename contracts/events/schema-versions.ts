import type { EventType } from './event.ts';

/**
 * The versions of the published schemas that are not 1. A change that may surprise a subscriber (a
 * field that is gone or may be absent, a new word in a list) raises the version of its type.
 */
const SCHEMA_VERSIONS: Partial<Record<EventType, number>> = {};

export const schemaVersionOf = (type: EventType): number => SCHEMA_VERSIONS[type] ?? 1;
