import type pg from 'pg';
import { z } from 'zod';
import { parseJson } from '@fermata/contracts/values';
import type { PrismaClient } from '../generated/client.ts';

// Raw: the database's clock, so that machines with different clocks agree on uses and claims.
const USE = `
  UPDATE public.step_result SET last_used_at = now() WHERE project_id = $1 AND key = $2
  RETURNING result, assets, cpu_seconds AS "cpuSeconds", model_seconds AS "modelSeconds"`;
// One statement: exactly one of several concurrent makers gets the claim.
const CLAIM = `
  INSERT INTO public.step_claim AS present (project_id, key, maker, expires_at)
  VALUES ($1, $2, $3, now() + make_interval(secs => $4))
  ON CONFLICT (project_id, key) DO UPDATE SET maker = EXCLUDED.maker, expires_at = EXCLUDED.expires_at
  WHERE present.maker = EXCLUDED.maker OR present.expires_at < now()`;

/** A result is an object or a list. */
const Json = z.union([z.record(z.string(), z.json()), z.array(z.json())]);

const StepResult = z.object({
  result: z.unknown(),
  assets: z.array(z.string()),
  cpuSeconds: z.number(),
  modelSeconds: z.number(),
});

/** The cached result of a step. `result` is small; its bytes are `assets` in S3 and in the catalogue. */
export type StepResult = z.infer<typeof StepResult>;
export type NewStepResult = StepResult & {
  projectId: string;
  key: string;
  step: string;
  version: number;
  bytes: number;
};

/** Results of computing steps, by the sha256 of step, version and inputs. */
export interface StepResultRepository {
  /** Counts as a use of the result. */
  find(projectId: string, key: string): Promise<StepResult | null>;
  /**
   * True if `maker` may compute the result for this many seconds; claiming again extends the time. False while
   * another maker has the claim.
   */
  claim(projectId: string, key: string, maker: string, seconds: number): Promise<boolean>;
  release(projectId: string, key: string, maker: string): Promise<void>;
  /** The first result remains: equal inputs give equal results. */
  save(result: NewStepResult): Promise<void>;
  /** For a result whose bytes are lost. */
  forget(projectId: string, key: string): Promise<void>;
}

export function createStepResultRepository(
  prisma: PrismaClient,
  pool: pg.Pool,
): StepResultRepository {
  return {
    async find(projectId, key) {
      const { rows } = await pool.query(USE, [projectId, key]);
      return rows.length === 0 ? null : StepResult.parse(rows[0]);
    },

    async claim(projectId, key, maker, seconds) {
      const { rowCount } = await pool.query(CLAIM, [projectId, key, maker, seconds]);
      return rowCount === 1;
    },

    async release(projectId, key, maker) {
      await prisma.stepClaim.deleteMany({ where: { projectId, key, maker } });
    },

    async save({ result, ...saved }) {
      const json = Json.parse(parseJson(JSON.stringify(result)));
      await prisma.stepResult.createMany({
        data: [{ ...saved, result: json }],
        skipDuplicates: true,
      });
    },

    async forget(projectId, key) {
      await prisma.stepResult.deleteMany({ where: { projectId, key } });
    },
  };
}
