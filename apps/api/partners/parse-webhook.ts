import { parseJson, PartnerWebhook } from '@fermata/contracts/values';

/** A stored webhook; null for a body that the current contract does not allow. */
export const parseWebhook = (body: string): PartnerWebhook | null =>
  PartnerWebhook.safeParse(parseJson(body)).data ?? null;
