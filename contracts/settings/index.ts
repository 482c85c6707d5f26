export { type CacheLimits, cacheLimitsFromEnvironment } from './cache-limits.ts';
export { CheckpointKeySettings, CheckpointPublicKeySettings } from './checkpoint-key.ts';
export { DatabaseSettings } from './database.ts';
export { EgressSettings } from './egress.ts';
export { EngineKeySettings } from './engine-keys.ts';
export {
  LANGUAGE_MODEL_APIS,
  type LanguageModelApi,
  languageModelFromEnvironment,
  type LanguageModelSettings,
} from './language-model.ts';
export { type Environment, parseSettings, settingsIssues, withoutEmpty } from './parse-settings.ts';
export {
  hasPreviewSecret,
  NO_PREVIEW_SECRET,
  type PreviewAddress,
  previewAddress,
  PreviewAddressSettings,
} from './preview-address.ts';
export {
  DEFAULT_PREVIEW_RETENTION,
  type PreviewRetention,
  previewRetentionFromEnvironment,
} from './preview-retention.ts';
export { DEFAULT_RATES, rateCardFromEnvironment } from './rate-card.ts';
export { S3_DEFAULTS, s3Options, S3Settings } from './s3.ts';
export { TemporalSettings } from './temporal.ts';
export { TOKEN_SECRET_PATTERN, TokenSettings } from './token-secret.ts';
export { httpAddress, LogLevel, portNumber, required, wholeNumber } from './variables.ts';
