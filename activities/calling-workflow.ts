import { Context } from '@temporalio/activity';

/** The workflow that has called the current activity, as Temporal names it. */
export function callingWorkflow(): { workflowId: string; runId: string } {
  const { workflowExecution } = Context.current().info;
  if (!workflowExecution) throw new Error('no workflow has called this activity');
  return workflowExecution;
}
