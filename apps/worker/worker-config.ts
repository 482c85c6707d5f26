import { z } from 'zod';
import {
  CheckpointKeySettings,
  CheckpointPublicKeySettings,
  DatabaseSettings,
  EgressSettings,
  EngineKeySettings,
  type Environment,
  hasPreviewSecret,
  NO_PREVIEW_SECRET,
  parseSettings,
  portNumber,
  PreviewAddressSettings,
  S3Settings,
  TemporalSettings,
  TokenSettings,
  wholeNumber,
} from '@fermata/contracts/settings';
import { TASK_QUEUES, type TaskQueue } from '@fermata/contracts/temporal';

const queues = Object.values(TASK_QUEUES);

const Settings = z
  .object({
    ...DatabaseSettings.shape,
    ...S3Settings.shape,
    ...TemporalSettings.shape,
    ...TokenSettings.shape,
    ...CheckpointKeySettings.shape,
    ...CheckpointPublicKeySettings.shape,
    ...EngineKeySettings.shape,
    ...EgressSettings.shape,
    ...PreviewAddressSettings.shape,
    FERMATA_WORKER_PORT: portNumber('FERMATA_WORKER_PORT').default(4101),
    /** The task queues that this process serves, separated by commas. */
    FERMATA_WORKER_QUEUES: z
      .string()
      .default(queues.join(','))
      .transform((text) => text.split(',').map((name) => name.trim()))
      .refine(
        (names): names is TaskQueue[] =>
          names.every((name) => queues.some((queue) => queue === name)),
        `FERMATA_WORKER_QUEUES must name task queues of ${queues.join(', ')}, separated by commas`,
      ),
    /** Processes of the sound engine; default: one per core. */
    FERMATA_AUDIO_PROCESSES: wholeNumber('FERMATA_AUDIO_PROCESSES', 1, 64).optional(),
    /**
     * Maximum number of tracks in production at once, over all workers; default: four per process of
     * the sound engine.
     */
    FERMATA_TRACKS_IN_FLIGHT: wholeNumber('FERMATA_TRACKS_IN_FLIGHT', 1, 10_000).optional(),
    /** The operating system's nice value, so that previews have priority; 0 changes nothing. */
    FERMATA_WORKER_NICE: wholeNumber('FERMATA_WORKER_NICE', 0, 19).default(10),
    /** Path of the SoundFont that may play parts. */
    FERMATA_SOUNDFONT: z.string().optional(),
    FERMATA_WORKER_VERSIONING: z
      .enum(['on', 'off'], { error: 'FERMATA_WORKER_VERSIONING must be on or off' })
      .default('off'),
    FERMATA_BUILD_ID: z.string().default('local'),
  })
  .refine(hasPreviewSecret, NO_PREVIEW_SECRET)
  .refine(
    ({ FERMATA_WORKER_QUEUES, FERMATA_CHECKPOINT_KEY }) =>
      FERMATA_CHECKPOINT_KEY !== undefined || !FERMATA_WORKER_QUEUES.includes(TASK_QUEUES.control),
    {
      path: ['FERMATA_CHECKPOINT_KEY'],
      message:
        'FERMATA_CHECKPOINT_KEY must be set for the queue control: it signs checkpoints of the event log',
    },
  );

export type WorkerConfig = z.infer<typeof Settings>;

/** Throws one Error with a sentence for each invalid variable. */
export const readWorkerConfig = (env: Environment): WorkerConfig => parseSettings(Settings, env);
