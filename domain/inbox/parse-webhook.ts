import { parseJson, PartnerWebhook } from '@fermata/contracts/values';

/** A stored webhook body, or null if it does not match the contract. */
export const parseWebhook = (body: string): PartnerWebhook | null =>
  PartnerWebhook.safeParse(parseJson(body)).data ?? null;
