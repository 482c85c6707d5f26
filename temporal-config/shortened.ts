const LIMIT_BYTES = 200;

/** One line of at most 200 bytes, as Temporal limits summaries and search attributes. */
export function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  if (bytesOf(line) <= LIMIT_BYTES) return line;
  let bytes = bytesOf('…');
  let kept = '';
  for (const character of line) {
    bytes += bytesOf(character);
    if (bytes > LIMIT_BYTES) break;
    kept += character;
  }
  // Do not end with half an escape.
  return `${kept.replace(/\\$/, '')}…`;
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
