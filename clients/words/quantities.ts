/** `8.4 s`, `42 s`, `3 min 05 s`, `2 h 10 min`, `3 d 4 h`. */
export function duration(seconds: number): string {
  const sign = seconds < 0 ? '−' : '';
  const span = Math.abs(seconds);
  const rounded = Math.round(span);
  const two = (value: number): string => String(value).padStart(2, '0');
  if (span < 9.95) return `${sign}${span.toFixed(1)} s`;
  if (rounded < 60) return `${sign}${rounded} s`;
  if (rounded < 3600) return `${sign}${Math.floor(rounded / 60)} min ${two(rounded % 60)} s`;
  const [minutes, hours] = [Math.round(span / 60), Math.round(span / 3600)];
  if (minutes < 1440) return `${sign}${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
  return `${sign}${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** An instant in the reader's time zone: `2026-11-22 14:03:09`. */
export function instant(iso: string): string {
  const at = new Date(iso);
  const two = (value: number): string => String(value).padStart(2, '0');
  return (
    `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ` +
    `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
  );
}

/** How long ago or how far ahead: `3 min 05 s ago`, `in 2 h 10 min`. */
export function relative(iso: string, now = Date.now()): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  if (Math.abs(seconds) < 1) return 'now';
  return seconds < 0 ? `${duration(-seconds)} ago` : `in ${duration(seconds)}`;
}

/** `812 B`, `1.4 kB`, `9.8 MB` (1 kB = 1000 B). */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A signed figure with a true minus sign. */
export const signed = (value: number, digits: number): string =>
  value.toFixed(digits).replace('-', '−');
export const lufs = (value: number): string => `${signed(value, 1)} LUFS`;
export const dbtp = (value: number): string => `${signed(value, 1)} dBTP`;
/** The first 12 digits. */
export const shortHash = (sha256: string): string => sha256.slice(0, 12);
/** `1 event`, `3 events` */
export const count = (number: number, thing: string): string =>
  `${number} ${thing}${number === 1 ? '' : 's'}`;

export const totalSize = (assets: readonly { bytes: number }[]): string =>
  byteSize(assets.reduce((sum, { bytes }) => sum + bytes, 0));
