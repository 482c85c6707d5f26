import type { JsonSchema } from './event-schemas.ts';
import type { EventType } from './event.ts';
import { schemaChanges } from './schema-changes.ts';
import { schemaVersionOf } from './schema-versions.ts';

/** One sentence for each change of the event schemas that must not be published as it is. */
export function incompatibleChanges(
  published: Readonly<Record<string, JsonSchema>>,
  next: Readonly<Record<string, JsonSchema>>,
): string[] {
  return Object.entries(published).flatMap(([type, schema]) => {
    const schemaNow = next[type];
    if (schemaNow === undefined)
      return [`${type} is gone: events of this type are in the log for good, so keep its schema`];
    const isRaised = schema['$id'] !== schemaNow['$id'];
    return schemaChanges(schema, schemaNow).flatMap(({ breaks, path, change }) => {
      if (breaks === 'stored')
        return [
          `${type}: ${path} ${change}: stored events could no longer be read; ` +
            'make the field optional or wider, or add a new event type',
        ];
      if (isRaised) return [];
      const version = schemaVersionOf(type as EventType) + 1;
      return [
        `${type}: ${path} ${change}: subscribers may rely on the published schema; ` +
          `if it must change, set '${type}': ${version} in contracts/events/schema-versions.ts`,
      ];
    });
  });
}
