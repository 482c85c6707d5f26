/** A line slower than this, in bytes a second, is given up. */
const MIN_BYTES_PER_SECOND = 100_000;

/** How long an exchange with so many bytes may take. */
export const transferTimeoutSeconds = (bytes: number): number =>
  20 + Math.ceil(bytes / MIN_BYTES_PER_SECOND);
