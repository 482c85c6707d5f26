import { defineSignal } from '@temporalio/workflow';
import { SIGNALS } from '@fermata/contracts/temporal';

/** A withdrawal tells its track that it has ended. The payload is parsed by its handler. */
export const withdrawalEndedSignal = defineSignal<[unknown]>(SIGNALS.withdrawalEnded);
