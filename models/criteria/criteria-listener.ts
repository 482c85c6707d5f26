import { evaluateCandidate, expectationsOf } from '@fermata/music';
import type { Listener } from '../listener.ts';

/** Weighted criteria over the notes and the measured sketch; no model. */
export const criteriaListener: Listener = {
  expectationsOf,
  evaluate: (intent, score, sketch) => Promise.resolve(evaluateCandidate(intent, score, sketch)),
};
