import { z } from 'zod';

const wholeNumber = (text: string, min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, text)
    .transform(Number)
    .refine((value) => value >= min && value <= max, text);

const httpUrl = (name: string) =>
  z
    .string({ error: `${name} is missing: it must be the http address for webhooks` })
    .refine((text) => {
      const url = URL.parse(text);
      return (
        url !== null &&
        (url.protocol === 'http:' || url.protocol === 'https:') &&
        url.username === '' &&
        url.password === ''
      );
    }, `${name} must be an http or https address without a user name`);

const secret = z
  .string({
    error: 'SANDBOX_WEBHOOK_SECRET is missing: it must be "whsec_" and base64 of 24 to 64 bytes',
  })
  .refine((text) => {
    const match = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text);
    if (!match?.[1]) return false;
    const bytes = Buffer.from(match[1], 'base64').length;
    return bytes >= 24 && bytes <= 64;
  }, 'SANDBOX_WEBHOOK_SECRET must be "whsec_" and base64 of 24 to 64 bytes');

const Environment = z
  .object({
    SANDBOX_PORT: wholeNumber('SANDBOX_PORT must be a port, 0 to 65535', 0, 65_535).default(4102),
    SANDBOX_DATA: z
      .string({
        error: 'SANDBOX_DATA is missing: it must be the data folder of the shop',
      })
      .min(1, 'SANDBOX_DATA must not be empty'),
    SANDBOX_API_KEY: z
      .string({ error: 'SANDBOX_API_KEY is missing: it must have 16 to 200 visible characters' })
      .regex(
        /^[\x21-\x7e]{16,200}$/,
        'SANDBOX_API_KEY must have 16 to 200 visible ASCII characters',
      ),
    SANDBOX_WEBHOOK_URL: httpUrl('SANDBOX_WEBHOOK_URL'),
    SANDBOX_WEBHOOK_SECRET: secret,
    SANDBOX_REQUESTS_PER_SECOND: wholeNumber(
      'SANDBOX_REQUESTS_PER_SECOND must be 1 to 100000',
      1,
      100_000,
    ).default(500),
  })
  .transform((env) => ({
    port: env.SANDBOX_PORT,
    dataDir: env.SANDBOX_DATA,
    apiKey: env.SANDBOX_API_KEY,
    webhookUrl: env.SANDBOX_WEBHOOK_URL,
    webhookSecret: env.SANDBOX_WEBHOOK_SECRET,
    requestsPerSecond: env.SANDBOX_REQUESTS_PER_SECOND,
  }));

/** `port` 0 takes a free port. `dataDir` is created if missing. */
export type SandboxSettings = z.infer<typeof Environment>;

/** Throws an Error whose message has one sentence for each wrong or missing variable. */
export function settingsFromEnvironment(env: Record<string, string | undefined>): SandboxSettings {
  const parsed = Environment.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map((issue) => `${issue.message}.`).join('\n'));
}
