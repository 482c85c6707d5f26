/** Undefined for invalid JSON or invalid UTF-8, which no schema of a document accepts. */
export function parseJson(json: string | Uint8Array): unknown {
  try {
    return JSON.parse(
      typeof json === 'string' ? json : new TextDecoder('utf-8', { fatal: true }).decode(json),
    );
  } catch {
    return undefined;
  }
}
