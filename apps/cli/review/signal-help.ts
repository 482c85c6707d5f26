import type { SignalTicket } from '@fermata/contracts';
import type { z } from 'zod';
import { instant } from '../render/quantities.ts';

/** How to give a signed decision by hand. `ui`: the address of the Temporal UI, null where nobody knows it. */
export function signalHelp(ticket: z.infer<typeof SignalTicket>, ui: string | null, namespace = 'default'): string {
  const page = `${ui === null ? '' : ui.replace(/\/+$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(ticket.workflowId)}`;
  return [
    `1. Open    ${ui === null ? `the workflow ${ticket.workflowId} in your Temporal UI` : page}`,
    '2. Choose  "Send a Signal" in the menu at the top right',
    `3. Name    ${ticket.signal}`,
    `4. Input   ${JSON.stringify(ticket.input)}`,
    `Good until ${instant(ticket.expiresAt)}, once.`,
  ].join('\n');
}
