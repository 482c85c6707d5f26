import type { ServiceName } from '../service-name.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** The variable with the address of an external service; the stack then does not start its own. */
const OUTSIDE_VARIABLES = {
  postgres: 'DATABASE_URL',
  s3: 'S3_ENDPOINT',
  temporal: 'TEMPORAL_ADDRESS',
  partner: 'PARTNER_SANDBOX_URL',
  preview: 'FERMATA_PREVIEW_URL',
} as const satisfies Partial<Record<ServiceName, string>>;

const COMPANIONS = {
  s3: ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  partner: ['PARTNER_SANDBOX_API_KEY', 'PARTNER_SANDBOX_WEBHOOK_SECRET'],
  preview: ['FERMATA_PREVIEW_SECRET'],
} as const;

/**
 * The set of external services. Throws an Error when an address is given without the other settings
 * it needs.
 */
export function outsideServices(env: Env): Set<ServiceName> {
  const outside = new Set<ServiceName>();
  for (const name of ['postgres', 's3', 'temporal', 'partner', 'preview'] as const) {
    const variable = OUTSIDE_VARIABLES[name];
    if (!env[variable]) continue;
    const companions =
      name === 's3' || name === 'partner' || name === 'preview' ? COMPANIONS[name] : [];
    const missing = companions.filter((companion) => !env[companion]);
    if (missing.length > 0)
      throw new Error(
        `${variable} is set, so Fermata uses that service and does not start its own; ` +
          `${missing.join(' and ')} must be set as well`,
      );
    outside.add(name);
  }
  return outside;
}
