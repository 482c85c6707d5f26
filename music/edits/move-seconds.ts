import type { Edit } from '@fermata/contracts/values';

/** An edit with other places in the piece; one that names none stays as it is. */
export function moveSeconds(edit: Edit, moved: (second: number) => number): Edit {
  switch (edit.op) {
    case 'presence':
      return {
        ...edit,
        fromSecond: moved(edit.fromSecond),
        ...(edit.toSecond === undefined ? {} : { toSecond: moved(edit.toSecond) }),
      };
    case 'hit':
      return { ...edit, second: moved(edit.second) };
    case 'energy':
      return {
        ...edit,
        curve: edit.curve.map((point) => ({ ...point, second: moved(point.second) })),
      };
    case 'tempo':
    case 'key':
    case 'transpose':
    case 'duration':
    case 'remove':
    case 'add':
    case 'level':
    case 'remake':
    case 'metre':
    case 'mood':
    case 'instrument':
    case 'fade':
    case 'ending':
    case 'master':
      return edit;
  }
}
