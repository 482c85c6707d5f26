import { availableParallelism } from 'node:os';
import { z } from 'zod';
import {
  EngineKeySettings,
  type Environment,
  LogLevel,
  parseSettings,
  portNumber,
  wholeNumber,
} from '@fermata/contracts/settings';

const Settings = z.object({
  FERMATA_PREVIEW_PORT: portNumber('FERMATA_PREVIEW_PORT').default(4107),
  /** Loopback, unless the API runs on another machine. */
  FERMATA_PREVIEW_HOST: z.string().default('127.0.0.1'),
  /** Shared with the API, the only client. */
  FERMATA_PREVIEW_SECRET: z
    .string({
      error: 'FERMATA_PREVIEW_SECRET must be set: at least 32 characters, the same for the API',
    })
    .min(32, 'FERMATA_PREVIEW_SECRET must have at least 32 characters'),
  /** Processes of the sound engine; default: one per core. */
  FERMATA_PREVIEW_PROCESSES: wholeNumber('FERMATA_PREVIEW_PROCESSES', 1, 64).optional(),
  /** Megabytes of rendered parts in the cache. */
  FERMATA_PREVIEW_CACHE_MB: wholeNumber('FERMATA_PREVIEW_CACHE_MB', 16, 65_536).default(192),
  /** Requests in flight or queued; more are refused at once. */
  FERMATA_PREVIEW_QUEUE: wholeNumber('FERMATA_PREVIEW_QUEUE', 1, 1000).default(32),
  ...EngineKeySettings.shape,
  FERMATA_LOG_LEVEL: LogLevel.default('info'),
});

export interface PreviewSettings {
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  readonly processes: number;
  readonly cacheBytes: number;
  readonly maxRequests: number;
  /** The keys that may have signed the engine; none: the key of the build. */
  readonly engineKeys?: readonly string[];
  readonly logLevel: string;
}

/** Throws one Error with a sentence for each invalid variable; its message contains no value. */
export function readPreviewSettings(env: Environment): PreviewSettings {
  const data = parseSettings(Settings, env);
  return {
    host: data.FERMATA_PREVIEW_HOST,
    port: data.FERMATA_PREVIEW_PORT,
    secret: data.FERMATA_PREVIEW_SECRET,
    processes: data.FERMATA_PREVIEW_PROCESSES ?? availableParallelism(),
    cacheBytes: data.FERMATA_PREVIEW_CACHE_MB * 1024 * 1024,
    maxRequests: data.FERMATA_PREVIEW_QUEUE,
    engineKeys: data.FERMATA_ENGINE_KEYS,
    logLevel: data.FERMATA_LOG_LEVEL,
  };
}
