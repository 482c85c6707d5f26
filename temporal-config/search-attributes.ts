import { defineSearchAttributeKey } from '@temporalio/common';

/** What operations can filter by in the Temporal UI. The dev server registers them at start; elsewhere `temporal operator search-attribute create`. */
export const searchAttributes = {
  trackStage: defineSearchAttributeKey('TrackStage', 'KEYWORD'),
  trackTitle: defineSearchAttributeKey('TrackTitle', 'TEXT'),
  partner: defineSearchAttributeKey('Partner', 'KEYWORD'),
  awaitingRole: defineSearchAttributeKey('AwaitingRole', 'KEYWORD'),
  batchId: defineSearchAttributeKey('BatchId', 'KEYWORD'),
  policyOutcome: defineSearchAttributeKey('PolicyOutcome', 'KEYWORD'),
} as const;
