import type { OfferWebhook } from '@fermata/contracts/values';

/** The part of the type after the dot, such as `rejected`. A partner that asks for the takedown rejects the release. */
export const answerOf = ({ type }: OfferWebhook): string =>
  type === 'takedown.requested' ? 'rejected' : type.slice(type.indexOf('.') + 1);
