import { defineSignal } from '@temporalio/workflow';
import { SIGNALS } from '@fermata/contracts/temporal';

/** A request tells its track about itself. The payload is parsed by the handler. */
export const releaseRequestedSignal = defineSignal<[unknown]>(SIGNALS.releaseRequested);

/** A track tells a request that it has recorded an answer, which the catalogue has. */
export const requestAnsweredSignal = defineSignal(SIGNALS.requestAnswered);
