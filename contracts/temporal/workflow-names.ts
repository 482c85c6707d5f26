export const TASK_QUEUES = {
  control: 'control',
  inference: 'inference',
  audio: 'audio',
  integration: 'integration',
} as const;

export type TaskQueue = (typeof TASK_QUEUES)[keyof typeof TASK_QUEUES];

export const WORKFLOWS = {
  track: 'trackWorkflow',
  release: 'releaseWorkflow',
  offer: 'offerWorkflow',
  sale: 'saleWorkflow',
  amendment: 'amendmentWorkflow',
  partnerRequest: 'partnerRequestWorkflow',
  order: 'orderWorkflow',
  withdrawal: 'withdrawalWorkflow',
  recall: 'recallWorkflow',
  exportHistories: 'exportHistoriesWorkflow',
  evictCaches: 'evictCachesWorkflow',
  writeCheckpoint: 'writeCheckpointWorkflow',
  subscription: 'subscriptionWorkflow',
  admission: 'admissionWorkflow',
} as const;

/** Updates return a CommandResult; signals carry the same payloads for the Temporal UI and scripts. */
export const UPDATES = {
  decide: 'decide',
  undo: 'undo',
  pick: 'pick',
  hold: 'hold',
  resume: 'resume',
  cancel: 'cancel',
  start: 'start',
  answer: 'answer',
} as const;

export const SIGNALS = {
  decision: 'decision',
  partnerAnswer: 'partnerAnswer',
  releaseRequested: 'releaseRequested',
  requestAnswered: 'requestAnswered',
  withdrawalEnded: 'withdrawalEnded',
  /** To a subscription: there may be something to send. */
  wake: 'wake',
  /** Something that the catalogue knows about a release has changed. It has no payload. */
  releaseChanged: 'releaseChanged',
} as const;

export const QUERIES = { status: 'status' } as const;

/** The type of the failure with which a track rejects updates while it has had too many commands. */
export const TOO_MANY_COMMANDS = 'TooManyCommandsError';

/** The type of the failure of an append while an earlier event of its stream is missing; `details`: its sequence. */
export const STREAM_GAP = 'StreamGapError';

/** The type of the failure of an effect that the catalogue does not authorise. */
export const NOT_AUTHORISED = 'NotAuthorisedError';

/** The type of the failure of a step at a partner that must wait; the message has the reason. */
export const STEP_MUST_WAIT = 'StepMustWaitError';
/** The error of a confirmation that would put a release on sale in a territory that was taken away before it. */
export const TERRITORIES_LOST = 'TerritoriesLostError';

/** The type of the failure of a step at a partner while the releases of its project are held. */
export const PROJECT_HELD = 'ProjectHeldError';
