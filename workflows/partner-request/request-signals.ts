import { defineSignal } from '@temporalio/workflow';
import { SIGNALS } from '@fermata/contracts/temporal';

/** From a request to its track or release. The handler parses the payload. */
export const releaseRequestedSignal = defineSignal<[unknown]>(SIGNALS.releaseRequested);

/** From a track or a release to a request or an order: the catalogue has something new for it. */
export const requestAnsweredSignal = defineSignal(SIGNALS.requestAnswered);
