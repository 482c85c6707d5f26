import type { AudioFigures, AudioReport } from '@fermata/contracts/values';

/** The measurements as flat checks of an asset. The first engines report only the figures. */
export function reportChecks(
  figures: AudioFigures,
  report: AudioReport | undefined,
): Record<string, number | string | boolean> {
  if (!report) return figures;
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
