import { z } from 'zod';
import { type Environment, parseSettings } from './parse-settings.ts';

/** How long previews and their sessions are kept. */
export interface PreviewRetention {
  /** Seconds after its last use when a session expires. */
  readonly unusedSeconds: number;
  /** Seconds for which the address of a preview's audio is valid; never longer than a session. */
  readonly linkSeconds: number;
  readonly keptPerProject: number;
  /** Seconds between two sweeps. */
  readonly sweepSeconds: number;
}

export const DEFAULT_PREVIEW_RETENTION: PreviewRetention = {
  unusedSeconds: 24 * 3600,
  linkSeconds: 3600,
  keptPerProject: 500,
  sweepSeconds: 60,
};

const seconds = (name: string) =>
  z.coerce
    .number({ error: `${name} must be a number of seconds` })
    .min(0.01, `${name} must be more than 0 seconds`)
    .max(90 * 24 * 3600, `${name} must be at most 90 days`);

const Settings = z.object({
  FERMATA_PREVIEW_SESSION_SECONDS: seconds('FERMATA_PREVIEW_SESSION_SECONDS').default(
    DEFAULT_PREVIEW_RETENTION.unusedSeconds,
  ),
  FERMATA_PREVIEW_SWEEP_SECONDS: seconds('FERMATA_PREVIEW_SWEEP_SECONDS').default(
    DEFAULT_PREVIEW_RETENTION.sweepSeconds,
  ),
});

/** Throws one Error with a sentence for each invalid variable. */
export function previewRetentionFromEnvironment(env: Environment): PreviewRetention {
  const settings = parseSettings(Settings, env);
  const unusedSeconds = settings.FERMATA_PREVIEW_SESSION_SECONDS;
  const { linkSeconds, keptPerProject } = DEFAULT_PREVIEW_RETENTION;
  return {
    unusedSeconds,
    linkSeconds: Math.min(linkSeconds, unusedSeconds),
    keptPerProject,
    sweepSeconds: settings.FERMATA_PREVIEW_SWEEP_SECONDS,
  };
}
