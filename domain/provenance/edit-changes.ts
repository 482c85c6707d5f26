import {
  canonicalJson,
  type Composition,
  describeEdit,
  describeEdits,
  type Edit,
  type EditOp,
  type Recipe,
} from '@fermata/contracts/values';

/** The fields of a composition that an edit changes, beside the length that a new form has. */
const FIELDS: Readonly<Partial<Record<EditOp, readonly (keyof Composition)[]>>> = {
  mood: ['mood'],
  metre: ['metre'],
  ending: ['ending'],
  energy: ['energyCurve'],
  hit: ['hits'],
  add: ['parts'],
  presence: ['presence'],
  remake: ['takes'],
};

/** They compose the piece in the length that earlier edits gave to it, and leave those edits out. */
const NEW_FORM: readonly EditOp[] = ['energy', 'hit'];

/** Seconds: below the rounding of a composed length. */
const SAME_LENGTH = 0.01;

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
  const isNewForm = added.some(({ op }) => NEW_FORM.includes(op));
  if (isNewForm) fields.add('durationSeconds');
  const ofEdits = Object.entries(b.composition).filter(([name]) =>
    [...fields].some((field) => field === name),
  );
  const length = lengthOf(b);
  const hasNewLength =
    isNewForm && Math.abs(length - lengthOf({ ...a, edits: [...before, ...added] })) > SAME_LENGTH;
  return {
    changes: [
      ...added.map(describeEdit),
      ...(hasNewLength
        ? [describeEdit({ op: 'duration', seconds: Math.round(length * 100) / 100 })]
        : []),
    ],
    explained: {
      ...a,
      composition: { ...a.composition, ...Object.fromEntries(ofEdits) },
      master: added.some(({ op }) => op === 'master') ? b.master : a.master,
    },
  };
}

/** The seconds of a piece after its edits. */
function lengthOf({ composition, edits = [] }: Pick<Recipe, 'composition' | 'edits'>): number {
  let { durationSeconds: seconds, tempoBpm } = composition;
  for (const edit of edits)
    if (edit.op === 'duration') seconds = edit.seconds;
    else if (edit.op === 'tempo') {
      seconds *= tempoBpm / edit.bpm;
      tempoBpm = edit.bpm;
    }
  return seconds;
}

const isStartOf = (edits: readonly Edit[], of: readonly Edit[]): boolean =>
  edits.length <= of.length &&
  canonicalJson(of.slice(0, edits.length)) === canonicalJson([...edits]);
