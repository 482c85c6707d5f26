import { fileURLToPath } from 'node:url';

/** Where the build puts the bundle: beside the compiled code. */
export const workflowBundlePath = fileURLToPath(new URL('./workflow-bundle.js', import.meta.url));
