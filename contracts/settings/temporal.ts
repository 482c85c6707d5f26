import { z } from 'zod';
import { httpAddress } from './variables.ts';

/**
 * Temporal's own variables; TLS and the API key are read by `@temporalio/envconfig`.
 * All are optional: a configuration file of Temporal may have them.
 */
export const TemporalSettings = z.object({
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/]+:\d{1,5}$/, 'TEMPORAL_ADDRESS must be host:port, such as 127.0.0.1:7233')
    .optional(),
  TEMPORAL_NAMESPACE: z.string().optional(),
  /** The Web UI, for links. */
  FERMATA_TEMPORAL_UI_URL: httpAddress('FERMATA_TEMPORAL_UI_URL').optional(),
});
