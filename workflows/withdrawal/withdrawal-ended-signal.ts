import { defineSignal } from '@temporalio/workflow';
import { SIGNALS } from '@fermata/contracts/temporal';

/** From a withdrawal that has ended to its track. The handler parses the payload. */
export const withdrawalEndedSignal = defineSignal<[unknown]>(SIGNALS.withdrawalEnded);
