import type { Mastered, Mixed, Stems } from '@fermata/contracts/temporal';
import { type AssetRef, type AudioFinding, type Recipe, Score } from '@fermata/contracts/values';
import { judgeAudio, mapParts, pieceOf } from '@fermata/music';
import {
  deliverStep,
  type DeliveryInput,
  masterStep,
  mixStep,
  stemStep,
} from '../steps/audio-steps.ts';
import { type Composed, composeStep } from '../steps/inference-steps.ts';
import type { Production } from '../steps/production.ts';
import { runStep, type StepDeps } from '../steps/run-step.ts';
import type { RecipeRef } from '../steps/version-ref.ts';
import type { WorkContext } from '../steps/with-heartbeat.ts';
import { locateFindings } from './locate-findings.ts';

/** The production line of one recipe in cached steps, with the findings of the measurements. */
export function productionSteps(deps: StepDeps, production: Production, use: RecipeRef) {
  const { linker } = deps;
  const { recipe } = production;
  const {
    composition: { style },
    master: goal,
  }: Recipe = recipe;
  const { durationSeconds } = pieceOf(recipe);
  const expected = { durationSeconds, style };
  return {
    compose: (watch: WorkContext): Promise<Composed> =>
      runStep(deps, use, composeStep(production), watch),

    /** One cached step for each part. */
    async stems({ score: ref }: { score: AssetRef }, watch: WorkContext): Promise<Stems> {
      const score = Score.parse(await linker.readJson(use.projectId, ref));
      const rendered = await mapParts(
        score.parts.map(({ name }) => name),
        watch,
        async (part, followed) => ({
          part,
          ...(await runStep(deps, use, stemStep(production, score, ref, part), {
            ...watch,
            ...followed,
          })),
        }),
      );
      const findings = rendered.flatMap(({ part, report }) =>
        locate(`stem/${part}`, judgeAudio(report, { kind: 'stem', ...expected })),
      );
      return { stems: rendered.map(({ stem }) => stem), findings: locateFindings(findings) };
    },

    async mix({ stems }: { stems: readonly AssetRef[] }, watch: WorkContext): Promise<Mixed> {
      const result = await runStep(deps, use, mixStep(production, stems), watch);
      const { report, stemSumDeviationDbfs } = result;
      const findings = judgeAudio(report, { kind: 'mix', ...expected, stemSumDeviationDbfs });
      return { ...result, findings: locateFindings(locate('mix', findings)) };
    },

    async master({ mix }: { mix: AssetRef }, watch: WorkContext): Promise<Mastered> {
      const result = await runStep(deps, use, masterStep(production, mix), watch);
      const findings = judgeAudio(result.report, { kind: 'master', ...expected, goal });
      return { ...result, findings: locateFindings(locate('master', findings)) };
    },

    async deliver(delivery: DeliveryInput, watch: WorkContext): Promise<AssetRef[]> {
      const { files } = await runStep(deps, use, deliverStep(production, delivery), watch);
      return files;
    },
  };
}

const locate = (where: string, findings: readonly AudioFinding[]) => [{ where, findings }];
