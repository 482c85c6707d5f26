import { isIP } from 'node:net';
import { z } from 'zod';
import {
  type CacheLimits,
  cacheLimitsFromEnvironment,
  CheckpointPublicKeySettings,
  DatabaseSettings,
  DEFAULT_PREVIEW_RETENTION,
  EgressSettings,
  hasPreviewSecret,
  httpAddress,
  languageModelFromEnvironment,
  type LanguageModelSettings,
  LogLevel,
  NO_PREVIEW_SECRET,
  portNumber,
  previewAddress,
  PreviewAddressSettings,
  type PreviewRetention,
  previewRetentionFromEnvironment,
  rateCardFromEnvironment,
  s3Options,
  S3Settings,
  settingsIssues,
  TemporalSettings,
  TokenSettings,
  wholeNumber,
  withoutEmpty,
} from '@fermata/contracts/settings';
import type { RateCard } from '@fermata/domain/cost';
import { type PartnerConnections, partnersFromEnvironment } from '@fermata/partners';

/** Limits of one key, one address or the whole process. */
export const LIMITS = {
  bodyBytes: 64 * 1024,
  /** Limits for receiving the headers, and the whole request. */
  headersMs: 10_000,
  requestMs: 5 * 60_000,
  /** A body may arrive no more slowly, after a grace period. */
  bodyBytesPerSecond: 32 * 1024,
  bodyGraceMs: 5_000,
  /** Uploads in progress: of one actor, of one project, and in all, as each may have 32 MB in memory. */
  uploadsOfActor: 2,
  uploadsOfProject: 3,
  uploads: 6,
  /** Requests per minute of one address, with any key; generous, as many people may share an address. */
  requestsPerMinute: 12_000,
  /** Requests per minute of one actor, without commands and previews. */
  readsPerMinute: 1200,
  /** Requests per minute of one actor that reach workflows; a run takes 10 updates in flight, 2,000 in all. */
  commandsPerMinute: 120,
  /** How many tracks of a project start at once; the others start at `startsPerSecond`. */
  startsAtOnce: 20,
  startsPerSecond: 4,
  /** Signed webhooks per minute of one partner. */
  webhooksPerMinute: 1200,
  /** Forged or stale webhooks per minute of one address. */
  forgedWebhooksPerMinute: 60,
  /** Refusals per minute and actor that are recorded as events; events are permanent. */
  refusalEventsPerMinute: 20,
  streams: 200,
  /** Subscriptions of one project. */
  subscriptionsOfProject: 50,
  /** Partners that one project has added. */
  partnersOfProject: 100,
  /** Keys of one partner in one project. */
  keysOfPartner: 10,
  /** How long a ping waits for a partner. */
  partnerPingMs: 10_000,
  /** How long one request reads pages of a partner's usage. */
  partnerUsageMs: 5_000,
  /** How long the previous secret of a subscription or partner stays valid after a rotation. */
  secretOverlapSeconds: 24 * 3600,
  streamsPerKey: 20,
  /** Lifetime of a download link. */
  linkSeconds: 900,
  /** Lifetime of a token for a command or decision: its update follows at once, but may wait for a worker. */
  tokenSeconds: 15 * 60,
  /** Lifetime of a signal ticket, which a person pastes into the Temporal UI. */
  ticketSeconds: 15 * 60,
  /** A quiet stream sends a heartbeat; every stream checks its key again after this time. */
  heartbeatMs: 5_000,
  /** Maximum age of the catalogue's figures in /metrics, so that frequent requests share one query. */
  figuresMs: 5_000,
  /** How long a command waits for a worker before the 503. */
  commandMs: 8_000,
  /** Preview requests per minute of one actor. */
  previewsPerMinute: 1200,
  /** Previews rendered concurrently; further requests immediately get an earlier preview or a 503. */
  concurrentPreviews: 64,
  /** Bytes of earlier previews in memory, for all projects together. */
  previewCacheBytes: 96 * 1024 * 1024,
  /** Session entries and audio that wait to be written, in all and of one project; further ones are discarded. */
  previewWrites: 400,
  previewWritesOfProject: 200,
  /** The newest entries that a session keeps. */
  previewSessionEntries: 50,
  /** Seconds after its last use when a session expires. */
  previewSessionSeconds: DEFAULT_PREVIEW_RETENTION.unusedSeconds,
  /** Seconds for which the address of a preview's audio is valid. */
  previewLinkSeconds: DEFAULT_PREVIEW_RETENTION.linkSeconds,
} as const;
export type Limits = { [K in keyof typeof LIMITS]: number };

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  return (
    isIP(address) > 0 &&
    rest.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
}

const Settings = z
  .object({
    ...DatabaseSettings.shape,
    ...S3Settings.shape,
    ...TemporalSettings.shape,
    ...TokenSettings.shape,
    ...CheckpointPublicKeySettings.shape,
    ...EgressSettings.shape,
    ...PreviewAddressSettings.shape,
    FERMATA_API_PORT: portNumber('FERMATA_API_PORT').default(4100),
    FERMATA_API_HOST: z.string().default('127.0.0.1'),
    FERMATA_PUBLIC_URL: httpAddress('FERMATA_PUBLIC_URL').optional(),
    FERMATA_LOG_LEVEL: LogLevel.default('info'),
    FERMATA_COMMANDS_PER_MINUTE: wholeNumber('FERMATA_COMMANDS_PER_MINUTE', 1, 100_000).default(
      LIMITS.commandsPerMinute,
    ),
    FERMATA_STARTS_PER_SECOND: wholeNumber('FERMATA_STARTS_PER_SECOND', 1, 1000).default(
      LIMITS.startsPerSecond,
    ),
    FERMATA_METRICS: z
      .enum(['key', 'loopback'], 'FERMATA_METRICS must be "key" or "loopback"')
      .default('key'),
    /** Addresses or networks of proxies whose X-Forwarded-For is trusted, separated by commas. */
    FERMATA_TRUSTED_PROXIES: z
      .string()
      .transform((text) => text.split(',').map((each) => each.trim()))
      .refine(
        (proxies) => proxies.every(isAddressOrNetwork),
        'FERMATA_TRUSTED_PROXIES must be addresses or networks such as 10.0.0.1,192.168.0.0/16',
      )
      .optional(),
    FERMATA_SOUNDFONT: z.string().optional(),
  })
  .refine(hasPreviewSecret, NO_PREVIEW_SECRET);

/** The previous secret stays valid as long as its variable is set. */
const WEBHOOK_SECRET_VARIABLE =
  /^PARTNER_([A-Z][A-Z0-9_]{0,30}?)_WEBHOOK_SECRET(?<previous>_PREVIOUS)?$/;
const WebhookSecret = z.string().regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/);

export type ApiConfig = ReturnType<typeof readConfig>;

/** Throws one Error with a sentence for each invalid variable; its message contains no value. */
export function readConfig(env: NodeJS.ProcessEnv) {
  const parsed = Settings.safeParse(withoutEmpty(env));
  const issues = parsed.success ? [] : settingsIssues(parsed.error);
  const webhookSecrets = new Map<string, string[]>();
  for (const [name, value] of Object.entries(env)) {
    const partner = WEBHOOK_SECRET_VARIABLE.exec(name)?.[1]?.toLowerCase().replaceAll('_', '-');
    if (partner === undefined || value === undefined) continue;
    if (!WebhookSecret.safeParse(value).success)
      issues.push(`${name} must be "whsec_" and the base64 of 24 to 64 bytes`);
    else webhookSecrets.set(partner, [...(webhookSecrets.get(partner) ?? []), value]);
  }
  let configuredPartners: PartnerConnections | undefined;
  let cacheLimits: CacheLimits | undefined;
  let rates: RateCard | undefined;
  let retention: PreviewRetention | undefined;
  let languageModel: LanguageModelSettings | null | undefined;
  try {
    configuredPartners = partnersFromEnvironment(env);
    cacheLimits = cacheLimitsFromEnvironment(env);
    rates = rateCardFromEnvironment(env);
    retention = previewRetentionFromEnvironment(env);
    languageModel = languageModelFromEnvironment(env);
  } catch (error) {
    issues.push(error instanceof Error ? error.message : String(error));
  }
  if (
    !parsed.success ||
    configuredPartners === undefined ||
    cacheLimits === undefined ||
    rates === undefined ||
    retention === undefined ||
    languageModel === undefined ||
    issues.length > 0
  )
    throw new Error(issues.join('\n'));
  const { data } = parsed;
  const limits: Limits = {
    ...LIMITS,
    commandsPerMinute: data.FERMATA_COMMANDS_PER_MINUTE,
    startsPerSecond: data.FERMATA_STARTS_PER_SECOND,
    previewSessionSeconds: retention.unusedSeconds,
    previewLinkSeconds: retention.linkSeconds,
  };
  return {
    port: data.FERMATA_API_PORT,
    host: data.FERMATA_API_HOST,
    publicUrl: data.FERMATA_PUBLIC_URL?.replace(/\/$/, '') ?? null,
    temporalUiUrl: data.FERMATA_TEMPORAL_UI_URL?.replace(/\/$/, '') ?? null,
    logLevel: data.FERMATA_LOG_LEVEL,
    /** Whether callers on this machine read /metrics without a key. */
    openMetrics: data.FERMATA_METRICS === 'loopback',
    trustedProxies: data.FERMATA_TRUSTED_PROXIES ?? [],
    databaseUrl: data.DATABASE_URL,
    s3: s3Options(data),
    tokenSecret: data.FERMATA_TOKEN_SECRET,
    checkpointPublicKeys: data.FERMATA_CHECKPOINT_PUBLIC_KEY,
    /** Encrypts the secrets of subscriptions and partners. */
    secretsKey: data.FERMATA_SECRETS_KEY,
    subscriberHosts: data.FERMATA_SUBSCRIBER_HOSTS,
    partnerHosts: data.FERMATA_PARTNER_HOSTS,
    /** Null if none is configured; the workers need the same variables. */
    languageModel,
    /** Whether the worker has a SoundFont: both processes read the same variable. */
    soundFont: data.FERMATA_SOUNDFONT !== undefined,
    /** By partner: the secret, and the previous one during a rotation. */
    webhookSecrets: webhookSecrets satisfies ReadonlyMap<string, readonly string[]>,
    /** For pings; the workers need the same variables. */
    configuredPartners,
    previewService: previewAddress(data),
    limits,
    cacheLimits,
    rates,
  };
}
