import { z } from 'zod';
import { schemaIdOf } from './cloud-event.ts';
import { EVENT_DATA, EVENT_TYPES, type EventType } from './event.ts';

/** JSON Schema 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const WithDefinitions = z.looseObject({
  $defs: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
const Reference = z.object({ $ref: z.string().startsWith('#/$defs/') });

/**
 * The schema with all definitions inline. Its objects may get further fields: readers ignore those
 * that they do not know.
 */
export function publishedSchema(schema: z.ZodType): JsonSchema {
  const { $defs = {}, ...root } = WithDefinitions.parse(
    z.toJSONSchema(schema, {
      target: 'draft-2020-12',
      io: 'output',
      unrepresentable: 'any',
      reused: 'inline',
      override: ({ jsonSchema }) => {
        if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
        // The format says the same as zod's pattern of dates.
        if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
        delete jsonSchema.id;
      },
    }),
  );
  // zod defines a named schema once, and puts a named root among its own definitions.
  const inline = (_key: string, value: unknown): unknown => {
    const reference = Reference.safeParse(value).data;
    return reference ? $defs[reference.$ref.slice('#/$defs/'.length)] : value;
  };
  return WithDefinitions.parse(JSON.parse(JSON.stringify(root, inline)));
}

const schemas = new Map<EventType, JsonSchema>();

/** The published schema of the data of an event type. Built at its first use. */
export function eventSchema(type: EventType): JsonSchema {
  const known = schemas.get(type);
  if (known) return known;
  const { $schema, ...schema } = publishedSchema(EVENT_DATA[type]);
  const published = { $schema, $id: schemaIdOf(type), title: type, ...schema };
  schemas.set(type, published);
  return published;
}

/** By event type, in alphabetical order. */
export const eventSchemas = (): Record<string, JsonSchema> =>
  Object.fromEntries(EVENT_TYPES.toSorted().map((type) => [type, eventSchema(type)]));
