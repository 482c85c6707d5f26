import { openCatalogue } from '@fermata/prisma';
import type { OwnStack } from '../testing/own-stack.ts';

/** Stage → the steps in the cost ledger. */
const STEPS_OF_STAGE: Readonly<Record<string, readonly string[]>> = {
  generating: ['compose', 'sketch'],
  evaluating: ['evaluate'],
  stems: ['stem'],
  mixing: ['mix'],
  mastering: ['master'],
  enriching: ['deliver'],
};

export interface StageTimes {
  readonly steps: readonly {
    readonly stage: string;
    readonly wall: number;
    readonly cpu: number | null;
  }[];
  readonly cpuSeconds: number;
}

/**
 * Makes a track up to its review. Wall seconds per stage from its events, CPU seconds from the cost
 * ledger.
 */
export async function finishTrack(
  { testStack, stack }: OwnStack,
  brief: { text: string; durationSeconds: number; seed: number },
  candidates: number,
): Promise<StageTimes> {
  const trackId = await testStack.create({ brief, candidates });
  await testStack.stage(trackId, 'review');
  const entered = (await testStack.events(trackId)).filter(
    (event) => event.type === 'track.stage-entered',
  );
  const catalogue = await openCatalogue({ databaseUrl: stack.env['DATABASE_URL'] ?? '' });
  const costs = await catalogue.costs.forTrack('default', trackId);
  await catalogue.close();
  const cpuOf = (names: readonly string[]): number | null => {
    const rows = costs.steps.filter((row) => names.includes(row.step));
    return rows.length > 0 ? rows.reduce((sum, row) => sum + row.cpuSeconds, 0) : null;
  };
  const steps = entered.slice(0, -1).map((event, index) => {
    const stage = String(event.data['stage']);
    return {
      stage,
      wall:
        (Date.parse(entered[index + 1]?.occurredAt ?? '') - Date.parse(event.occurredAt)) / 1000,
      cpu: cpuOf(STEPS_OF_STAGE[stage] ?? []),
    };
  });
  return { steps, cpuSeconds: costs.total.cpuSeconds };
}
