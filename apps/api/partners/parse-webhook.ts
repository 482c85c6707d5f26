import { PartnerWebhook } from '@fermata/contracts/values';

/** A stored message as the contract knows it; null when it is none, or none any more. */
export function parseWebhook(body: string): PartnerWebhook | null {
  try {
    return PartnerWebhook.safeParse(JSON.parse(body)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
