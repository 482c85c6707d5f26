import { availableParallelism } from 'node:os';
import { z } from 'zod';

const wholeNumber = (name: string, from: number, to: number) =>
  z.coerce
    .number({ error: `${name} must be a whole number from ${from} to ${to}` })
    .int(`${name} must be a whole number`)
    .min(from, `${name} must be at least ${from}`)
    .max(to, `${name} must be at most ${to}`);

const Environment = z.object({
  FERMATA_PREVIEW_PORT: wholeNumber('FERMATA_PREVIEW_PORT', 0, 65_535).default(4107),
  /** Where it listens: loopback, unless the API is on another machine. */
  FERMATA_PREVIEW_HOST: z
    .string()
    .min(1, 'FERMATA_PREVIEW_HOST must be a host name or an address such as 0.0.0.0')
    .default('127.0.0.1'),
  /** Shared with the API: nobody else is served. */
  FERMATA_PREVIEW_SECRET: z
    .string({
      error: 'FERMATA_PREVIEW_SECRET must be set: at least 32 characters, the same for the API',
    })
    .min(32, 'FERMATA_PREVIEW_SECRET must have at least 32 characters'),
  /** Threads of the sound engine: one a core. */
  FERMATA_PREVIEW_THREADS: wholeNumber('FERMATA_PREVIEW_THREADS', 1, 64).optional(),
  /** Megabytes of rendered parts that are kept at hand. */
  FERMATA_PREVIEW_CACHE_MB: wholeNumber('FERMATA_PREVIEW_CACHE_MB', 16, 65_536).default(192),
  /** Requests under way or waiting; more are refused at once. */
  FERMATA_PREVIEW_QUEUE: wholeNumber('FERMATA_PREVIEW_QUEUE', 1, 1000).default(32),
  FERMATA_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export interface PreviewSettings {
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  readonly threads: number;
  readonly cacheBytes: number;
  readonly maxRequests: number;
  readonly logLevel: string;
}

/** Throws one sentence for each fault of the environment; says no secret. */
export function readPreviewSettings(env: NodeJS.ProcessEnv): PreviewSettings {
  const parsed = Environment.safeParse(env);
  if (!parsed.success)
    throw new Error(parsed.error.issues.map(({ message }) => message).join('\n'));
  const { data } = parsed;
  return {
    host: data.FERMATA_PREVIEW_HOST,
    port: data.FERMATA_PREVIEW_PORT,
    secret: data.FERMATA_PREVIEW_SECRET,
    threads: data.FERMATA_PREVIEW_THREADS ?? availableParallelism(),
    cacheBytes: data.FERMATA_PREVIEW_CACHE_MB * 1024 * 1024,
    maxRequests: data.FERMATA_PREVIEW_QUEUE,
    logLevel: data.FERMATA_LOG_LEVEL,
  };
}
