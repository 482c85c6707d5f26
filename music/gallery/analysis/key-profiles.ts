import { MAJOR_FIT, MINOR_FIT } from '../../compose/motif/estimate-key.ts';

/** How often each step above the tonic sounds, or fits, in a major and in a minor key. */
export interface KeyProfile {
  readonly major: readonly number[];
  readonly minor: readonly number[];
}

/**
 * Published profiles. krumhansl: listeners' ratings (Krumhansl and Kessler 1982). temperley: the
 * Kostka-Payne corpus (Temperley 2007, "Music and Probability").
 */
export const KEY_PROFILES = {
  krumhansl: { major: MAJOR_FIT, minor: MINOR_FIT },
  temperley: {
    major: [0.748, 0.06, 0.488, 0.082, 0.67, 0.46, 0.096, 0.715, 0.104, 0.366, 0.057, 0.4],
    minor: [0.712, 0.084, 0.474, 0.618, 0.049, 0.46, 0.105, 0.747, 0.404, 0.067, 0.133, 0.33],
  },
} as const satisfies Readonly<Record<string, KeyProfile>>;
