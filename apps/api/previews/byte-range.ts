/**
 * The single byte range of a `Range` header (RFC 9110), both ends included. Null means the whole body, also if the
 * header cannot be parsed; `unsatisfiable` means that no byte of the range exists. Of our own, because one range only
 * is answered: `range-parser` reads lists of ranges.
 */
export function parseByteRange(
  header: string | undefined,
  size: number,
): { first: number; last: number } | null | 'unsatisfiable' {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null;
  return first >= size || last < first ? 'unsatisfiable' : { first, last };
}

/** Whether `If-None-Match` names this entity tag (RFC 9110), so the client already has these bytes. */
export const matchesEtag = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  header.split(',').some((tag) => ['*', etag, `W/${etag}`].includes(tag.trim()));
