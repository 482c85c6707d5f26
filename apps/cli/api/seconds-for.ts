/** A line slower than this, in bytes a second, is given up. */
const SLOWEST = 100_000;

/** How long an exchange with so many bytes may take. */
export const secondsFor = (bytes: number): number => 20 + Math.ceil(bytes / SLOWEST);
