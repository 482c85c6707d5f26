import { defineSignal } from '@temporalio/workflow';
import { SIGNALS } from '@fermata/contracts/temporal';

/** From a request to its track. The handler parses the payload. */
export const releaseRequestedSignal = defineSignal<[unknown]>(SIGNALS.releaseRequested);

/** From a track to a request: its answer is stored in the catalogue. */
export const requestAnsweredSignal = defineSignal(SIGNALS.requestAnswered);
