import type { WorkflowHandle } from '@temporalio/client';
import { z } from 'zod';

const Metadata = z.object({ currentDetails: z.string() });

/** The box Current Details of the Temporal UI. */
export const detailsOf = async (handle: WorkflowHandle): Promise<string> =>
  Metadata.parse(await handle.query('__temporal_workflow_metadata')).currentDetails;
