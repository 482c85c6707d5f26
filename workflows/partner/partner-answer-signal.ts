import { defineSignal } from '@temporalio/workflow';
import { SIGNALS } from '@fermata/contracts/temporal';

/** The relay sends the partner's webhooks. The payload is parsed by its handler. */
export const partnerAnswerSignal = defineSignal<[unknown]>(SIGNALS.partnerAnswer);
