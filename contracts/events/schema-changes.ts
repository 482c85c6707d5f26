import { z } from 'zod';
import type { JsonSchema } from './event-schemas.ts';

/**
 * `stored`: events in the log would no longer match, which no version number repairs. `subscribers`:
 * a program written for the published schema may meet something new, or miss something.
 */
export interface SchemaChange {
  readonly breaks: 'stored' | 'subscribers';
  readonly path: string;
  readonly change: string;
}

const Schema = z.record(z.string(), z.unknown());
const Node = z.looseObject({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  properties: z.record(z.string(), Schema).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: Schema.optional(),
  items: Schema.optional(),
  prefixItems: z.array(Schema).optional(),
  anyOf: z.array(Schema).optional(),
  oneOf: z.array(Schema).optional(),
});
type Node = z.infer<typeof Node>;

/** Bounds by the direction that tightens them. */
const LOWER_BOUNDS = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'] as const;
const UPPER_BOUNDS = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'] as const;

/** The differences between a published schema and its next form. A further optional field is no change. */
export function schemaChanges(
  published: JsonSchema,
  next: JsonSchema,
  path = 'data',
): SchemaChange[] {
  if (JSON.stringify(published) === JSON.stringify(next)) return [];
  const [before, after] = [Node.parse(published), Node.parse(next)];
  const alternatives = [alternativesOf(before), alternativesOf(after)] as const;
  if (alternatives[0].length > 1 || alternatives[1].length > 1)
    return alternativeChanges(alternatives[0], alternatives[1], path);
  return [
    ...wordChanges(before, after, path),
    ...typeChanges(before, after, path),
    ...boundChanges(before, after, path),
    ...fieldChanges(before, after, path),
    ...itemChanges(before, after, path),
  ];
}

const stored = (path: string, change: string): SchemaChange => ({ breaks: 'stored', path, change });
const subscribers = (path: string, change: string): SchemaChange => ({
  breaks: 'subscribers',
  path,
  change,
});

const alternativesOf = (node: Node): JsonSchema[] => node.anyOf ?? node.oneOf ?? [node];

function alternativeChanges(
  before: readonly JsonSchema[],
  after: readonly JsonSchema[],
  path: string,
): SchemaChange[] {
  const gone = before.filter((one) => !after.some((other) => isSame(one, other, path)));
  const added = after.filter((one) => !before.some((other) => isSame(other, one, path)));
  // The same alternatives with changes inside: those are reported.
  if (gone.length === added.length)
    return gone.flatMap((one, index) => schemaChanges(one, added[index] ?? {}, path));
  return [
    ...gone.map((one) => stored(path, `no longer allows ${describe(one)}`)),
    ...added.map((one) => subscribers(path, `may now be ${describe(one)}`)),
  ];
}

const isSame = (one: JsonSchema, other: JsonSchema, path: string): boolean =>
  schemaChanges(one, other, path).length === 0;

const describe = (schema: JsonSchema): string => JSON.stringify(schema).slice(0, 80);

function wordChanges(before: Node, after: Node, path: string): SchemaChange[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  if (old === null && now === null) return [];
  if (old === null) return [stored(path, 'allows only certain values now')];
  if (now === null) return [subscribers(path, 'allows other values now')];
  return [
    ...old.filter((word) => !now.includes(word)).map((word) => stored(path, `lost ${word}`)),
    ...now.filter((word) => !old.includes(word)).map((word) => subscribers(path, `got ${word}`)),
  ];
}

function wordsOf(node: Node): string[] | null {
  const values = node.enum ?? ('const' in node ? [node.const] : null);
  return values?.map((value) => JSON.stringify(value)) ?? null;
}

function typeChanges(before: Node, after: Node, path: string): SchemaChange[] {
  if (before.type === after.type) return [];
  const change = `is ${after.type ?? 'anything'}, not ${before.type ?? 'anything'}`;
  const isWider =
    after.type === undefined || (before.type === 'integer' && after.type === 'number');
  return [isWider ? subscribers(path, change) : stored(path, change)];
}

function boundChanges(before: Node, after: Node, path: string): SchemaChange[] {
  const changes = [...LOWER_BOUNDS, ...UPPER_BOUNDS].flatMap((name) => {
    if (before[name] === after[name]) return [];
    const none = LOWER_BOUNDS.some((bound) => bound === name) ? -Infinity : Infinity;
    const [old, now] = [Number(before[name] ?? none), Number(after[name] ?? none)];
    const change = `has ${name} ${shown(after[name])}, not ${shown(before[name])}`;
    return [now > old === none < 0 ? stored(path, change) : subscribers(path, change)];
  });
  const texts = (['pattern', 'format'] as const).flatMap((name) => {
    if (before[name] === after[name]) return [];
    const change = `has another ${name}`;
    return [after[name] === undefined ? subscribers(path, change) : stored(path, change)];
  });
  return [...changes, ...texts];
}

const shown = (bound: unknown): string => (typeof bound === 'number' ? String(bound) : 'none');

function fieldChanges(before: Node, after: Node, path: string): SchemaChange[] {
  const [old, now] = [before.properties ?? {}, after.properties ?? {}];
  const isRequired = (node: Node, name: string): boolean => node.required?.includes(name) === true;
  const kept = Object.entries(old).flatMap(([name, schema]) => {
    const field = `${path}.${name}`;
    const next = now[name];
    if (next === undefined) return [subscribers(field, 'is gone')];
    return [
      ...(isRequired(before, name) && !isRequired(after, name)
        ? [subscribers(field, 'may be absent now')]
        : []),
      ...(!isRequired(before, name) && isRequired(after, name)
        ? [stored(field, 'is required now')]
        : []),
      ...schemaChanges(schema, next, field),
    ];
  });
  const added = Object.keys(now)
    .filter((name) => !(name in old) && isRequired(after, name))
    .map((name) => stored(`${path}.${name}`, 'is new and required'));
  return [...kept, ...added];
}

function itemChanges(before: Node, after: Node, path: string): SchemaChange[] {
  const pairs: [JsonSchema, JsonSchema, string][] = [
    [before.items ?? {}, after.items ?? {}, `${path}[]`],
    [before.additionalProperties ?? {}, after.additionalProperties ?? {}, `${path}.*`],
  ];
  const length = Math.max(before.prefixItems?.length ?? 0, after.prefixItems?.length ?? 0);
  for (let index = 0; index < length; index += 1)
    pairs.push([
      before.prefixItems?.[index] ?? {},
      after.prefixItems?.[index] ?? {},
      `${path}[${index}]`,
    ]);
  return pairs.flatMap(([old, now, at]) => schemaChanges(old, now, at));
}
