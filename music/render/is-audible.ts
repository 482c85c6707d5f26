/** Peaks below this (−110 dBFS) count as silence. */
const INAUDIBLE = 3e-6;

/** Whether the first `frames` of a channel have an audible sample. */
export function isAudible(channel: Float32Array, frames: number): boolean {
  for (let i = 0; i < frames; i++) {
    const x = channel[i] ?? 0;
    if (x >= INAUDIBLE || x <= -INAUDIBLE) return true;
  }
  return false;
}
