import type { z } from 'zod';
import { instant } from '@fermata/clients/words';
import type { SignalTicket } from '@fermata/contracts/http';

/** How to send a signed decision by hand. `ui`: the address of the Temporal UI, null if unknown. */
export function signalHelp(
  ticket: z.infer<typeof SignalTicket>,
  ui: string | null,
  namespace = 'default',
): string {
  const base = ui === null ? '' : ui.replace(/\/+$/, '');
  const workflow = encodeURIComponent(ticket.workflowId);
  const page = `${base}/namespaces/${encodeURIComponent(namespace)}/workflows/${workflow}`;
  return [
    `1. Open    ${ui === null ? `the workflow ${ticket.workflowId} in your Temporal UI` : page}`,
    '2. Choose  "More Actions", at the top right, then "Send a Signal"',
    `3. Signal  ${ticket.signal}, from the drop-down`,
    `4. Data    ${JSON.stringify(ticket.input)}`,
    '5. Press   "Submit" (again, if the window has moved)',
    `Valid once, until ${instant(ticket.expiresAt)}.`,
  ].join('\n');
}
