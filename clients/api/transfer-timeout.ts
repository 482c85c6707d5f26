/** A transfer slower than this, in bytes a second, times out. */
const MIN_BYTES_PER_SECOND = 100_000;

/** The time limit for a transfer of this size. */
export const transferTimeoutSeconds = (bytes: number): number =>
  20 + Math.ceil(bytes / MIN_BYTES_PER_SECOND);
