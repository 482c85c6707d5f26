/** The ids of workflows. A workflow that has a stream of events writes to the one with its id. */
export const workflowIds = {
  track: (trackId: string): string => `track/${trackId}`,
  release: (releaseId: string): string => `release/${releaseId}`,
  offer: (releaseId: string, partner: string): string => `release/${releaseId}/${partner}`,
  amendment: (releaseId: string, metadataVersion: number): string =>
    `amendment/${releaseId}/${metadataVersion}`,
  partnerMessage: (partner: string, webhookId: string): string => `request/${partner}/${webhookId}`,
  withdrawal: (withdrawalId: string): string => `withdrawal/${withdrawalId}`,
  recall: (recallId: string): string => `recall/${recallId}`,
  subscription: (subscriptionId: string): string => `subscription/${subscriptionId}`,
  /** The one workflow that bounds how many tracks are in production at once. */
  admission: 'admission',
} as const;
