import { z } from 'zod';

/** `seen`: a repeated webhook, without further effect. */
export const WebhookReceived = z
  .object({ received: z.enum(['new', 'seen']) })
  .meta({ id: 'WebhookReceived' });
