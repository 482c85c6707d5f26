import { visit } from 'jsonc-parser';

/** Deeper JSON is refused: the visitor is recursive. */
const MAX_DEPTH = 200;

/**
 * The path of a name that appears twice in one object of valid JSON, such as `brief.text`; null if
 * every name is unique. `JSON.parse` keeps the last value, other parsers the first. Throws a
 * RangeError for more than 200 nested levels.
 */
export function findDuplicateName(json: string): string | null {
  if (depthOf(json) > MAX_DEPTH) throw new RangeError(`more than ${MAX_DEPTH} nested levels`);
  const objects: Set<string>[] = [];
  let duplicate: string | null = null;
  visit(json, {
    onObjectBegin: () => {
      objects.push(new Set());
    },
    onObjectEnd: () => {
      objects.pop();
    },
    onObjectProperty: (name, _offset, _length, _line, _character, pathSupplier) => {
      const names = objects.at(-1);
      if (names?.has(name)) duplicate ??= [...pathSupplier(), name].join('.');
      names?.add(name);
    },
  });
  return duplicate;
}

/** Brackets inside strings are skipped. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gsu)) {
    if (token === '{' || token === '[') deepest = Math.max(deepest, ++depth);
    else if (token === '}' || token === ']') depth -= 1;
  }
  return deepest;
}
