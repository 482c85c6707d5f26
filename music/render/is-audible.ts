/** What stays below this peak (−110 dBFS) is over. */
const INAUDIBLE = 3e-6;

/** Whether anything is heard in the first `frames` of a channel. */
export function isAudible(channel: Float32Array, frames: number): boolean {
  for (let i = 0; i < frames; i++) {
    const x = channel[i] ?? 0;
    if (x >= INAUDIBLE || x <= -INAUDIBLE) return true;
  }
  return false;
}
