import { z } from 'zod';
import { hostList } from './egress.ts';
import { type Environment, parseSettings } from './parse-settings.ts';
import { httpAddress, wholeNumber } from './variables.ts';

export const LANGUAGE_MODEL_APIS = ['gemini', 'openai', 'ollama'] as const;

export type LanguageModelApi = (typeof LANGUAGE_MODEL_APIS)[number];

const BASE_URLS: Readonly<Record<LanguageModelApi, string>> = {
  gemini: 'https://generativelanguage.googleapis.com/v1beta',
  openai: 'https://api.openai.com/v1',
  ollama: 'http://127.0.0.1:11434',
};

const euros = (variable: string, standard: number) => {
  const error = `${variable} must be an amount in euros from 0 to 10000, such as ${standard}`;
  return z.coerce
    .number({ error })
    .min(0, error)
    .max(10_000, error)
    .default(standard)
    .transform((amount) => Math.round(amount * 1e6));
};

const Settings = z
  .object({
    FERMATA_LLM_API: z
      .enum(LANGUAGE_MODEL_APIS, {
        error: `FERMATA_LLM_API must be one of ${LANGUAGE_MODEL_APIS.join(', ')}`,
      })
      .optional(),
    FERMATA_LLM_MODEL: z
      .string()
      .regex(/^[\w.:/-]{1,100}$/, 'FERMATA_LLM_MODEL must be a name such as gemini-2.5-flash')
      .optional(),
    FERMATA_LLM_URL: httpAddress('FERMATA_LLM_URL').optional(),
    FERMATA_LLM_KEY: z
      .string()
      .regex(/^[\x21-\x7e]{1,500}$/, 'FERMATA_LLM_KEY must be printable ASCII without spaces')
      .optional(),
    /** Exact host:port pairs of it that may have private addresses. */
    FERMATA_LLM_HOSTS: hostList('FERMATA_LLM_HOSTS'),
    FERMATA_LLM_TIMEOUT_MS: wholeNumber('FERMATA_LLM_TIMEOUT_MS', 100, 60_000).default(8000),
    /** Of one call. */
    FERMATA_LLM_PRICE: euros('FERMATA_LLM_PRICE', 0.002),
    /** Of one project and day. */
    FERMATA_LLM_BUDGET: euros('FERMATA_LLM_BUDGET', 1),
  })
  .refine(({ FERMATA_LLM_API: api, FERMATA_LLM_MODEL: model }) => !api || model !== undefined, {
    path: ['FERMATA_LLM_MODEL'],
    message: 'FERMATA_LLM_MODEL must be set with FERMATA_LLM_API: the name of the model',
  })
  .refine(({ FERMATA_LLM_API: api, FERMATA_LLM_KEY: key }) => api !== 'gemini' || key, {
    path: ['FERMATA_LLM_KEY'],
    message: 'FERMATA_LLM_KEY must be set with FERMATA_LLM_API=gemini: the key of its API',
  });

/** A language model that reads briefs. Amounts in millionths of a euro. */
export interface LanguageModelSettings {
  readonly api: LanguageModelApi;
  readonly model: string;
  readonly url: string;
  readonly key: string | undefined;
  readonly allowedHosts: readonly string[];
  readonly timeoutMs: number;
  readonly priceMicros: number;
  readonly dayBudgetMicros: number;
}

/** Null if none is configured. Throws one Error with a sentence for each invalid variable; it contains no value. */
export function languageModelFromEnvironment(env: Environment): LanguageModelSettings | null {
  const settings = parseSettings(Settings, env);
  const { FERMATA_LLM_API: api, FERMATA_LLM_MODEL: model } = settings;
  if (api === undefined || model === undefined) return null;
  return {
    api,
    model,
    url: (settings.FERMATA_LLM_URL ?? BASE_URLS[api]).replace(/\/+$/, ''),
    key: settings.FERMATA_LLM_KEY,
    allowedHosts: settings.FERMATA_LLM_HOSTS,
    timeoutMs: settings.FERMATA_LLM_TIMEOUT_MS,
    priceMicros: settings.FERMATA_LLM_PRICE,
    dayBudgetMicros: settings.FERMATA_LLM_BUDGET,
  };
}
