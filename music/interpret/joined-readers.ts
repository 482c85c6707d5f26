import { canonicalJson, MAX_READERS, type TextReaders } from '@fermata/contracts/values';

/** The readers of a text and of a note about it, each once; of too many the last ones. */
export function joinedReaders(text: TextReaders, note: TextReaders): TextReaders {
  const models = distinct([...(text.models ?? []), ...(note.models ?? [])]);
  const choices = distinct([...(text.choices ?? []), ...(note.choices ?? [])]);
  return {
    ...(models.length > 0 ? { models } : {}),
    ...(choices.length > 0 ? { choices } : {}),
  };
}

const distinct = <Reader>(readers: readonly Reader[]): Reader[] =>
  [...new Map(readers.map((reader) => [canonicalJson(reader), reader])).values()].slice(
    -MAX_READERS,
  );
