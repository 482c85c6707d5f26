import type { PartName } from '../part-name.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** The variable that says: this part is somewhere else, use it and start none. */
export const OUTSIDE_VARIABLES = { postgres: 'DATABASE_URL', s3: 'S3_ENDPOINT', temporal: 'TEMPORAL_ADDRESS', partner: 'PARTNER_SANDBOX_URL' } as const satisfies Partial<Record<PartName, string>>;

const COMPANIONS = {
  s3: ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  partner: ['PARTNER_SANDBOX_API_KEY', 'PARTNER_SANDBOX_WEBHOOK_SECRET'],
} as const;

/** Which parts are outside ones. Throws one sentence when the address is given, but not what is needed to use it. */
export function outsideParts(env: Env): Set<PartName> {
  const outside = new Set<PartName>();
  for (const name of ['postgres', 's3', 'temporal', 'partner'] as const) {
    const variable = OUTSIDE_VARIABLES[name];
    if (!env[variable]) continue;
    const companions = name === 's3' || name === 'partner' ? COMPANIONS[name] : [];
    const missing = companions.filter((companion) => !env[companion]);
    if (missing.length > 0) throw new Error(`${variable} is set, so Fermata uses that one and starts none; then ${missing.join(' and ')} must be set as well`);
    outside.add(name);
  }
  return outside;
}
