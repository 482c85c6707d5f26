import { fileURLToPath } from 'node:url';

/** The path of the workflow bundle: beside the compiled code. */
export const workflowBundlePath = fileURLToPath(new URL('./workflow-bundle.js', import.meta.url));
