import {
  type Edit,
  EDIT_KINDS,
  EDIT_STEPS,
  type EditStep,
  type Recipe,
} from '@fermata/contracts/values';
import { isOfNextVersion } from './place-edit.ts';

/**
 * The edits of one version in the order in which they apply, whatever order they are listed in: parts join before they
 * are changed, times are found before the tempo and the length change, and a named tempo, key or length is that of the
 * result. Edits of one kind keep their order, so that the later one counts.
 */
export function orderEdits(version: Recipe, edits: readonly Edit[]): Edit[] {
  const isLengthComposed =
    edits.some(({ op }) => op === 'duration') && edits.some(({ op }) => EDIT_KINDS[op].isNewForm);
  const onlyEndsFades = edits.every((edit) => edit.op !== 'fade' || edit.seconds === 0);
  const stepOf = (edit: Edit, at: number): EditStep => {
    const { step } = EDIT_KINDS[edit.op];
    if (edit.op === 'remove')
      return edits.slice(at).some(({ op, ...later }) => op === 'add' && isOf(later, edit.part))
        ? 'remove first'
        : step;
    if (edit.op === 'presence')
      // A new form of another length is composed before its parts are silenced.
      return isLengthComposed || isOfNextVersion(version, edit) ? 'late presence' : step;
    return edit.op === 'fade' && onlyEndsFades ? 'no fade' : step;
  };
  return edits
    .map((edit, at) => ({ edit, step: EDIT_STEPS.indexOf(stepOf(edit, at)) }))
    .sort((a, b) => a.step - b.step)
    .map(({ edit }) => edit);
}

const isOf = (edit: object, part: string): boolean => 'part' in edit && edit.part === part;
