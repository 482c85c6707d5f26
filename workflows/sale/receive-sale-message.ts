import { setMessageAside } from '../partner/set-message-aside.ts';
import type { SaleMessages } from './sale-messages.ts';

/** Takes a partner's message about a release on sale. No message is lost, however many come. */
export async function receiveSaleMessage(messages: SaleMessages, message: unknown): Promise<void> {
  const overflow = messages.receiveAnswer(message);
  if (overflow !== null) await setMessageAside(overflow);
}
