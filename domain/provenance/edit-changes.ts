import {
  canonicalJson,
  type Composition,
  describeEdit,
  describeEdits,
  type Edit,
  type EditOp,
  type Recipe,
} from '@fermata/contracts/values';

/** The fields of a composition that an edit changes. A new form has the length that earlier edits gave to the piece. */
const FIELDS: Readonly<Partial<Record<EditOp, readonly (keyof Composition)[]>>> = {
  mood: ['mood'],
  metre: ['metre'],
  ending: ['ending'],
  energy: ['energyCurve', 'durationSeconds'],
  hit: ['hits', 'durationSeconds'],
  add: ['parts'],
  presence: ['presence'],
  remake: ['takes'],
};

/**
 * The edits that only the second recipe has, in words, and the first recipe with all that they change outside the
 * list of edits: what else differs, differs for another reason.
 */
export function editChanges(a: Recipe, b: Recipe): { changes: string[]; explained: Recipe } {
  const [before, after] = [a.edits ?? [], b.edits ?? []];
  const common = [before, before.filter(({ op }) => op !== 'duration')].find((edits) =>
    isStartOf(edits, after),
  );
  if (!common)
    return {
      changes: [`edits ${describeEdits(before) || 'none'} → ${describeEdits(after) || 'none'}`],
      explained: a,
    };
  const added = after.slice(common.length);
  const fields = new Set(added.flatMap(({ op }) => FIELDS[op] ?? []));
  const ofEdits = Object.entries(b.composition).filter(([name]) =>
    [...fields].some((field) => field === name),
  );
  return {
    changes: added.map(describeEdit),
    explained: {
      ...a,
      composition: { ...a.composition, ...Object.fromEntries(ofEdits) },
      master: added.some(({ op }) => op === 'master') ? b.master : a.master,
    },
  };
}

const isStartOf = (edits: readonly Edit[], of: readonly Edit[]): boolean =>
  edits.length <= of.length &&
  canonicalJson(of.slice(0, edits.length)) === canonicalJson([...edits]);
