import { defineSearchAttributeKey } from '@temporalio/common';

/**
 * Filters in the Temporal UI. The embedded server registers them; on others run
 * `temporal operator search-attribute create`.
 */
export const searchAttributes = {
  trackStage: defineSearchAttributeKey('TrackStage', 'KEYWORD'),
  trackTitle: defineSearchAttributeKey('TrackTitle', 'TEXT'),
  partner: defineSearchAttributeKey('Partner', 'KEYWORD'),
  awaitingRole: defineSearchAttributeKey('AwaitingRole', 'KEYWORD'),
  policyOutcome: defineSearchAttributeKey('PolicyOutcome', 'KEYWORD'),
} as const;
