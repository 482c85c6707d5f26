/**
 * Starts and stops the embedded stack: PostgreSQL, S3, Temporal, worker, API, preview service and
 * sandbox partner.
 */
export { startStack, type Stack, type StackOptions } from './start-stack.ts';
export type { ServiceName } from './service-name.ts';
export { StackRunningError } from './data/clean-up-previous.ts';
export { readStackFile, type StackFile } from './data/stack-file.ts';
export { createFolder, FolderError } from './folders/create-folder.ts';
export { type Keys, keysFile, readKeys } from './settings/keys.ts';
export type { Env } from './settings/outside-services.ts';
export { assertSettings } from './settings/assert-settings.ts';
export type { Addresses } from './settings/stack-env.ts';
export { runningStackEnv } from './background/running-stack-env.ts';
export { PORT_TABLE } from './ports/ports.ts';
export type { OnStep, StackStep } from './stack-step.ts';
export { acquireTool } from './tools/acquire-tool.ts';
export { TOOL_NAMES } from './tools/tool.ts';
export { repositoryRoot } from './repository-root.ts';
export { stillRuns, type ProcessIdentity } from './process/process-identity.ts';
export { waitUntil } from './process/wait-until.ts';
export { runningStack, startDetached } from './background/start-detached.ts';
export { stopRunning } from './background/stop-running.ts';
export { stackStatus } from './background/stack-status.ts';
export { runDoctor, type CheckResult } from './doctor/run-doctor.ts';
