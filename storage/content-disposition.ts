/** RFC 6266: `attachment` with an ASCII name for old clients and the full name in UTF-8, both sanitised. */
export function contentDisposition(fileName: string): string {
  const safe = sanitizeFileName(fileName);
  const plain = safe
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_');
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"${plain === safe ? '' : `; filename*=UTF-8''${encoded}`}`;
}

/** A name without a path and without characters that a shell, a header or a file system interprets. */
function sanitizeFileName(fileName: string): string {
  const name = fileName
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"\\/:*?<>|%;]+/gu, '_')
    .replace(/^[.\s]+/, '')
    .trim()
    .slice(0, 150)
    .toWellFormed();
  return name === '' ? 'file' : name;
}
