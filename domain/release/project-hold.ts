import type { ProjectHold } from '@fermata/contracts/values';

/** Why a step at a partner waits while the releases of its project are held. */
export const projectHoldSentence = ({ reason }: Pick<ProjectHold, 'reason'>): string =>
  `the releases of the project are held: ${reason}`;
