import type { OfferWebhook } from '@fermata/contracts/values';

/** The part of the type after the dot, such as `rejected`. */
export const answerOf = ({ type }: OfferWebhook): string => type.slice(type.indexOf('.') + 1);
