import type { PartnerWebhook } from '@fermata/contracts/values';

/** The messages by which a partner says on its own that it no longer sells a release. */
export const SALE_ENDING_TYPES = ['delivery.rejected', 'takedown.confirmed'] as const;

/** Whether the message may say so: a takedown is also confirmed when a withdrawal has asked for it. */
export const mayEndSale = (type: PartnerWebhook['type']): boolean =>
  SALE_ENDING_TYPES.some((each) => each === type);
