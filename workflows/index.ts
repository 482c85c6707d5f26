export { admissionWorkflow } from './admission/admission-workflow.ts';
export { writeCheckpointWorkflow } from './checkpoint/write-checkpoint-workflow.ts';
export { evictCachesWorkflow } from './cache/evict-caches-workflow.ts';
export { exportHistoriesWorkflow } from './history-export/export-histories-workflow.ts';
export { releaseRequestWorkflow } from './release-request/release-request-workflow.ts';
export { releaseWorkflow } from './release/release-workflow.ts';
export { trackWorkflow } from './track/track-workflow.ts';
export { withdrawalWorkflow } from './withdrawal/withdrawal-workflow.ts';
