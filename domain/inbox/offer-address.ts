/** The workflow that receives a partner's messages about its reference. */
export interface OfferAddress {
  readonly projectId: string;
  readonly partner: string;
  readonly partnerReference: string;
  readonly workflowId: string;
  readonly trackId: string;
  readonly releaseId: string;
}
