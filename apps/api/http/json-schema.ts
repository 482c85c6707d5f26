import { z } from 'zod';

const NamedSchema = z.object({ id: z.string() });
const WithDefinitions = z.looseObject({
  $defs: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});

type Schema = Record<string, unknown>;

/** JSON Schema 2020-12, as OpenAPI 3.1 uses it, with all definitions inline. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
    reused: 'inline',
  });
  return rest;
}

/** Named schemas (`.meta({ id })`) appear once, in the components, and are referenced. */
export function toComponents(
  schema: unknown,
  { schemaType }: { schemaType: 'input' | 'output' },
): { schema: Schema; components: Record<string, Schema> } | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $defs = {}, ...root } = WithDefinitions.parse(
    withComponentReferences(jsonSchemaOf(schema, schemaType)),
  );
  const components = Object.fromEntries(
    Object.entries($defs).map(([name, definition]) => [name, withoutId(definition)]),
  );
  const { data: namedSchema } = NamedSchema.safeParse(z.globalRegistry.get(schema));
  if (!namedSchema) return { schema: withoutId(root), components };
  // zod puts a named schema among its own definitions.
  return { schema: { $ref: `#/components/schemas/${namedSchema.id}` }, components };
}

const withoutId = ({ id: _id, ...schema }: Schema): Schema => schema;

/** Named schemas may refer to each other, so their references must name the components. */
const withComponentReferences = (schema: Schema): unknown =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
