import type { Key } from '@fermata/contracts/values';

/** The tonics by their pitch class, from C. The engine takes only types from the contracts. */
export const PITCH_CLASSES: readonly Key['tonic'][] = [
  ...(['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'] as const),
];
