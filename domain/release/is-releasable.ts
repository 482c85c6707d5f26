import type { Stage } from '@fermata/contracts/values';

const RELEASABLE: readonly Stage[] = ['approved', 'publishing', 'published', 'delisted'];

/** Whether an approved version of a track in this stage can be part of a release that a person creates. */
export const isReleasable = (stage: Stage): boolean => RELEASABLE.includes(stage);
