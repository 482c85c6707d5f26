import type { AudioFigures, AudioReport } from '@fermata/contracts/values';

/** The measurements as flat checks of an asset. */
export function reportChecks(
  figures: AudioFigures,
  report: AudioReport,
): Record<string, number | string | boolean> {
  const { silence, bands, stereo, ...flat } = report;
  return {
    ...flat,
    ...figures,
    silenceHeadSeconds: silence.headSeconds,
    silenceTailSeconds: silence.tailSeconds,
    silencesInside: silence.inside.length,
    ...(stereo
      ? {
          sideToMidLowDb: stereo.sideToMidDb.low,
          sideToMidMidDb: stereo.sideToMidDb.mid,
          sideToMidHighDb: stereo.sideToMidDb.high,
          monoLossLu: stereo.monoLossLu,
          lowestCorrelation: stereo.lowestCorrelation,
        }
      : {}),
    ...Object.fromEntries(Object.entries(bands).map(([band, share]) => [`${band}Share`, share])),
  };
}
