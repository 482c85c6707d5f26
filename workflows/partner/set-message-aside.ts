import { CancellationScope, log } from '@temporalio/workflow';
import type { SetAsideMessage } from '@fermata/contracts/temporal';
import { call } from '../call.ts';
import { partnerMessages } from '../proxies.ts';
import { reasonOf } from '../reason-of.ts';

/** Shows a message in the inbox that the workflow cannot handle. Fails never: a forged one is not in the inbox. */
export async function setMessageAside(message: SetAsideMessage): Promise<void> {
  try {
    await CancellationScope.nonCancellable(() =>
      call(partnerMessages.setMessageAside, 'Show the message in the inbox', message),
    );
  } catch (error) {
    log.error('the inbox does not show a message', { ...message, why: reasonOf(error) });
  }
}
