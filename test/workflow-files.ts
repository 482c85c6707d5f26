/** Workflow tests that run at once, each file with a Temporal server that no other file uses. */
export const WORKFLOW_FILES = 2;
