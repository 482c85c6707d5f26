import { z } from 'zod';
import { TASK_QUEUES, type TaskQueue } from '@fermata/contracts/temporal';
import { TOKEN_SECRET_PATTERN } from '@fermata/temporal-config/decision-token';

const queues = Object.values(TASK_QUEUES);

const Environment = z.object({
  DATABASE_URL: z
    .string({
      error:
        'DATABASE_URL must be the address of the catalogue, such as postgresql://fermata_app:…@127.0.0.1:4103/fermata',
    })
    .min(1),
  S3_ENDPOINT: z.url(
    'S3_ENDPOINT must be the address of the S3 server, such as http://127.0.0.1:4104',
  ),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string({ error: 'S3_ACCESS_KEY_ID must be set' }).min(1),
  S3_SECRET_ACCESS_KEY: z.string({ error: 'S3_SECRET_ACCESS_KEY must be set' }).min(1),
  S3_BUCKET: z.string().default('fermata'),
  FERMATA_TOKEN_SECRET: z
    .string({ error: 'FERMATA_TOKEN_SECRET must be set' })
    .regex(TOKEN_SECRET_PATTERN, 'FERMATA_TOKEN_SECRET must be 32 to 128 bytes as lower-case hex'),
  FERMATA_WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(4101),
  /** Which task queues this process serves, separated by commas. */
  FERMATA_WORKER_QUEUES: z
    .string()
    .default(queues.join(','))
    .transform((text) => text.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum(queues as [TaskQueue, ...TaskQueue[]])).min(1)),
  /** Worker threads of the sound engine: one a core. */
  FERMATA_AUDIO_THREADS: z.coerce.number().int().min(1).max(64).optional(),
  /** How far batch work stands back behind previews: steps of the operating system's priority, 0 for none. */
  FERMATA_WORKER_NICE: z.coerce.number().int().min(0).max(19).default(10),
  /** Path of the SoundFont that may play parts. */
  FERMATA_SOUNDFONT: z.string().min(1).optional(),
  FERMATA_WORKER_VERSIONING: z.enum(['on', 'off']).default('off'),
  FERMATA_BUILD_ID: z.string().min(1).default('local'),
});

export type WorkerConfig = z.infer<typeof Environment>;

/** Throws one sentence for each fault of the environment. */
export function readWorkerConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const parsed = Environment.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues
      .map((issue) =>
        issue.message.startsWith('FERMATA_') || issue.message.includes('must')
          ? issue.message
          : `${issue.path.join('.')}: ${issue.message}`,
      )
      .join('\n'),
  );
}
