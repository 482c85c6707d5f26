import type { PreviewFacts } from '@fermata/contracts/http';
import { priceOf, type RateCard } from '@fermata/domain/cost';
import type { CostEntry } from '@fermata/prisma';

/** What all previews of a project are booked on, where other work is booked on its track. */
const COST_TRACK_ID = 'previews';

/** The entry of one preview that was made: the time of the threads that it took. `making` names this making of it. */
export function previewCostEntry({
  projectId,
  making,
  made,
  bytes,
  rates,
}: {
  projectId: string;
  making: string;
  made: PreviewFacts;
  bytes: number;
  rates: RateCard;
}): CostEntry {
  const cpuSeconds =
    (made.timings.composed +
      made.timings.mixed +
      made.parts.reduce((sum, { milliseconds }) => sum + milliseconds, 0)) /
    1000;
  const used = { cpuSeconds, modelSeconds: 0, bytesStored: bytes };
  return {
    projectId,
    trackId: COST_TRACK_ID,
    step: 'preview',
    stepKey: `preview/${making}`,
    ...used,
    audioSeconds: made.durationSeconds,
    priceMinor: priceOf(rates, used),
    cacheHit: false,
    failed: false,
    savedCpuSeconds: 0,
    savedPriceMinor: 0,
  };
}
