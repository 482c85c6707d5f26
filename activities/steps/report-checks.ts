import type { AudioFigures, AudioReport } from '@fermata/contracts/values';

/** The measurements as flat checks of an asset. */
export function reportChecks(
  figures: AudioFigures,
  report: AudioReport,
): Record<string, number | string | boolean> {
  const { silence, bands, ...flat } = report;
  return {
    ...flat,
    ...figures,
    silenceHeadSeconds: silence.headSeconds,
    silenceTailSeconds: silence.tailSeconds,
    silencesInside: silence.inside.length,
    ...Object.fromEntries(Object.entries(bands).map(([band, share]) => [`${band}Share`, share])),
  };
}
