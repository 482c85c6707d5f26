import type { SignalTicket } from '@fermata/contracts';
import type { z } from 'zod';
import { instant } from '../render/quantities.ts';

/** Where the Temporal UI shows a workflow. */
export function temporalLink(workflowId: string, env: NodeJS.ProcessEnv): string {
  const ui = env['FERMATA_TEMPORAL_UI_URL'] ?? `http://127.0.0.1:${env['FERMATA_TEMPORAL_UI_PORT'] ?? '4106'}`;
  return `${ui.replace(/\/+$/, '')}/namespaces/${encodeURIComponent(env['TEMPORAL_NAMESPACE'] ?? 'default')}/workflows/${encodeURIComponent(workflowId)}`;
}

/** How to give the signed decision by hand. */
export function signalHelp(ticket: z.infer<typeof SignalTicket>, env: NodeJS.ProcessEnv): string {
  return [
    `1. Open    ${temporalLink(ticket.workflowId, env)}`,
    '2. Choose  "Send a Signal" in the menu at the top right',
    `3. Name    ${ticket.signal}`,
    `4. Input   ${JSON.stringify(ticket.input)}`,
    `Good until ${instant(ticket.expiresAt)}, once.`,
  ].join('\n');
}
