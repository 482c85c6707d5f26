import { z } from 'zod';

const HOST_AND_PORT = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+):\d{1,5}$/;

/** Exact host:port pairs, separated by commas. */
export const hostList = (variable: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((host) => host.trim()))
    .refine(
      (hosts) => hosts.every((host) => HOST_AND_PORT.test(host)),
      `${variable} must be host:port pairs such as 127.0.0.1:9000,crm.internal:8443`,
    )
    .default([]);

/** For connections to addresses that people enter, and for the secrets that these need. */
export const EgressSettings = z.object({
  /** Encrypts secrets in the catalogue: 32 bytes, in hex. */
  FERMATA_SECRETS_KEY: z
    .string({ error: 'FERMATA_SECRETS_KEY must be set: 32 bytes as lower-case hex' })
    .regex(/^[0-9a-f]{64}$/, 'FERMATA_SECRETS_KEY must be 32 bytes as lower-case hex'),
  /** Exact host:port pairs of subscribers that may have private addresses. */
  FERMATA_SUBSCRIBER_HOSTS: hostList('FERMATA_SUBSCRIBER_HOSTS'),
  /** The same for partners that people add. */
  FERMATA_PARTNER_HOSTS: hostList('FERMATA_PARTNER_HOSTS'),
});
