/** Two channels of samples, −1 to 1. */
export interface Stereo {
  readonly sampleRate: number;
  readonly left: Float32Array;
  readonly right: Float32Array;
}

export const silentStereo = (frames: number, sampleRate: number): Stereo => ({
  sampleRate,
  left: new Float32Array(frames),
  right: new Float32Array(frames),
});

/** Receives the share of work done (0 to 1). */
export type OnProgress = (fraction: number) => void;
