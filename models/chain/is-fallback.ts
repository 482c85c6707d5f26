import type { ModelChoice } from '@fermata/contracts/values';

/** People hear of a model that should work. Most texts are not for a draft or a canary. */
export const isFallback = ({ state }: ModelChoice): boolean =>
  state !== 'draft' && state !== 'canary';
