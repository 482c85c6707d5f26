import {
  canonicalJson,
  describeEdit,
  describeEdits,
  type Edit,
  EDIT_KINDS,
  type Recipe,
} from '@fermata/contracts/values';

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
  const fields = new Set<string>(added.flatMap(({ op }) => EDIT_KINDS[op].composition));
  const isNewForm = added.some(({ op }) => EDIT_KINDS[op].isNewForm);
  if (isNewForm) fields.add('durationSeconds');
  const ofEdits = Object.entries(b.composition).filter(([name]) => fields.has(name));
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
