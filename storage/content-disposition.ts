import { safeFileName } from '@fermata/contracts/values';

/** How a browser treats a file: plays or shows it, or saves it. */
export type Disposition = 'inline' | 'attachment';

/** RFC 6266: with an ASCII name for old clients and the full name in UTF-8, both sanitised. */
export function contentDisposition(fileName: string, disposition: Disposition): string {
  const safe = safeFileName(fileName);
  const plain = safe
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_');
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${plain}"${plain === safe ? '' : `; filename*=UTF-8''${encoded}`}`;
}
