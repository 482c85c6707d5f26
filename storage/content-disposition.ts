/** RFC 6266: `attachment` with a plain name for old readers and the whole name in UTF-8. The name is made harmless first. */
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

/** One name, no path: nothing that a shell, a header or a file system would read as something else. */
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
