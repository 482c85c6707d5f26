import { workflowIds } from '@fermata/contracts/values';

/**
 * The id of the workflow that follows a release on sale: that of its track, or for a release that a person has created
 * the one with its own id, which runs while a message has to be handled.
 */
export const saleFollower = ({
  releaseId,
  trackId,
  createdByPerson,
}: {
  readonly releaseId: string;
  readonly trackId: string;
  readonly createdByPerson: boolean;
}): string => (createdByPerson ? workflowIds.release(releaseId) : workflowIds.track(trackId));
