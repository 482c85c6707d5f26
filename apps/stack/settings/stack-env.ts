import { resolve } from 'node:path';
import { S3_DEFAULTS } from '@fermata/contracts/settings';
import { sha256Hex } from '@fermata/contracts/values';
import { DEV_SERVER } from '@fermata/temporal-config/dev-server';
import { PORT_NAMES, PORT_TABLE, type Ports } from '../ports/ports.ts';
import type { ServiceName } from '../service-name.ts';
import { type Keys, publicKeyOf } from './keys.ts';
import { httpUrl, postgresUrl, temporalAddress } from './local-addresses.ts';
import type { Env } from './outside-services.ts';

export const DATABASE = { name: 'fermata', owner: 'fermata_owner', app: 'fermata_app' } as const;

/**
 * The address of each service; `temporalUi` is null for an external Temporal whose UI address is
 * unknown.
 */
export interface Addresses {
  api: string;
  worker: string;
  'worker-audio': string;
  partner: string;
  preview: string;
  s3: string;
  temporal: string;
  temporalUi: string | null;
  postgres: string;
}

/**
 * The variables of docs/operations.md for a process or a test that uses the stack; variables of
 * external services are copied.
 */
export function stackEnv({
  dataDir,
  ports,
  keys,
  outside,
  env,
}: {
  dataDir: string;
  ports: Ports;
  keys: Keys;
  outside: ReadonlySet<ServiceName>;
  env: Env;
}): Record<string, string> {
  const checkpointKey = env.FERMATA_CHECKPOINT_KEY ?? keys.checkpointKey;
  const own: Record<string, string | undefined> = {
    FERMATA_DATA: dataDir,
    ...Object.fromEntries(
      PORT_NAMES.map((name) => [PORT_TABLE[name].variable, String(ports[name])]),
    ),
    FERMATA_API_URL: httpUrl(ports.api),
    FERMATA_PUBLIC_URL: env.FERMATA_PUBLIC_URL ?? httpUrl(ports.api),
    FERMATA_TEMPORAL_UI_URL:
      env.FERMATA_TEMPORAL_UI_URL ??
      (outside.has('temporal') ? undefined : httpUrl(ports.temporalUi)),
    FERMATA_TOKEN_SECRET: env.FERMATA_TOKEN_SECRET ?? keys.tokenSecret,
    // Derived, as the secret of the preview service.
    FERMATA_SECRETS_KEY: env.FERMATA_SECRETS_KEY ?? sha256Hex(`secrets ${keys.tokenSecret}`),
    FERMATA_CHECKPOINT_KEY: checkpointKey,
    FERMATA_CHECKPOINT_PUBLIC_KEY: env.FERMATA_CHECKPOINT_PUBLIC_KEY ?? publicKeyOf(checkpointKey),
    // Signs engines at build; no service needs it.
    FERMATA_ENGINE_KEY: undefined,
    // Relative to the folder where the stack is started; the worker runs in the repository root.
    FERMATA_SOUNDFONT: env.FERMATA_SOUNDFONT ? resolve(env.FERMATA_SOUNDFONT) : undefined,
    S3_BUCKET: env.S3_BUCKET ?? S3_DEFAULTS.bucket,
    S3_REGION: env.S3_REGION ?? S3_DEFAULTS.region,
  };
  if (!outside.has('postgres')) {
    own.DATABASE_URL = postgresUrl(
      ports.postgres,
      DATABASE.app,
      keys.postgres.appPassword,
      DATABASE.name,
    );
    own.DATABASE_OWNER_URL = postgresUrl(
      ports.postgres,
      DATABASE.owner,
      keys.postgres.ownerPassword,
      DATABASE.name,
    );
  }
  if (!outside.has('s3'))
    Object.assign(own, {
      S3_ENDPOINT: httpUrl(ports.s3),
      S3_REGION: S3_DEFAULTS.region,
      S3_ACCESS_KEY_ID: keys.s3.accessKeyId,
      S3_SECRET_ACCESS_KEY: keys.s3.secretAccessKey,
    });
  if (!outside.has('temporal'))
    Object.assign(own, {
      TEMPORAL_ADDRESS: temporalAddress(ports.temporal),
      TEMPORAL_NAMESPACE: DEV_SERVER.namespace,
    });
  if (!outside.has('partner'))
    Object.assign(own, {
      PARTNER_SANDBOX_URL: httpUrl(ports.partner),
      PARTNER_SANDBOX_API_KEY: keys.partner.apiKey,
      PARTNER_SANDBOX_WEBHOOK_SECRET: keys.partner.webhookSecret,
    });
  // Derived from the token secret, so that keys.json needs no separate preview secret.
  if (!outside.has('preview'))
    Object.assign(own, {
      FERMATA_PREVIEW_URL: httpUrl(ports.preview),
      FERMATA_PREVIEW_SECRET: sha256Hex(`preview ${keys.tokenSecret}`),
    });
  const merged = { ...env, ...own };
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

export function addressesOf(env: Env): Addresses {
  const need = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set`);
    return value;
  };
  return {
    api: need('FERMATA_API_URL'),
    worker: httpUrl(Number(need('FERMATA_WORKER_PORT'))),
    'worker-audio': httpUrl(Number(need('FERMATA_WORKER_AUDIO_PORT'))),
    partner: need('PARTNER_SANDBOX_URL'),
    preview: need('FERMATA_PREVIEW_URL'),
    s3: need('S3_ENDPOINT'),
    temporal: need('TEMPORAL_ADDRESS'),
    temporalUi: env.FERMATA_TEMPORAL_UI_URL ?? null,
    postgres: new URL(need('DATABASE_URL')).host,
  };
}

/** For processes that read signed checkpoints at most: without the key that signs them. */
export const withoutCheckpointKey = ({
  FERMATA_CHECKPOINT_KEY: _,
  ...env
}: Readonly<Record<string, string>>): Record<string, string> => env;

/** The environment of the preview service: without database and S3. */
export const previewEnv = (env: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name]) =>
        name.startsWith('FERMATA_PREVIEW_') ||
        ['FERMATA_ENGINE_KEYS', 'FERMATA_LOG_LEVEL'].includes(name),
    ),
  );

/** The sandbox partner's own variables only: it represents another company. */
export const partnerEnv = ({
  dataDir,
  port,
  keys,
  apiUrl,
}: {
  dataDir: string;
  port: number;
  keys: Keys;
  apiUrl: string;
}): Record<string, string> => ({
  SANDBOX_PORT: String(port),
  SANDBOX_DATA: `${dataDir}/partner-sandbox`,
  SANDBOX_API_KEY: keys.partner.apiKey,
  SANDBOX_WEBHOOK_URL: `${apiUrl}/v1/partners/sandbox/webhooks`,
  SANDBOX_WEBHOOK_SECRET: keys.partner.webhookSecret,
});

const OWN_VARIABLE_PATTERN =
  /^(FERMATA_|DATABASE_|S3_|TEMPORAL_|PARTNER_|SANDBOX_|OTEL_|NODE_OPTIONS$|VITEST|npm_)/;

/**
 * The variables of this process's environment that any program needs (PATH, HOME, locale), without
 * Fermata settings.
 */
export const plainEnv = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !OWN_VARIABLE_PATTERN.test(entry[0]),
    ),
  );
