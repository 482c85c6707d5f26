import { setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import { z } from 'zod';
import { call } from '../call.ts';
import { history } from '../proxies.ts';

/**
 * `until`: histories closed before this moment are in S3 (ISO 8601). The next scheduled run
 * continues there.
 */
export const ExportResult = z.object({ until: z.iso.datetime(), exported: z.number().int() });
export type ExportResult = z.infer<typeof ExportResult>;

// Visibility may list a closed workflow a little late.
const OVERLAP_MS = 120_000;

/**
 * Keeps the histories of closed workflows in S3 before Temporal's retention ends. Run by a
 * schedule; a repeated export writes nothing new.
 */
export async function exportHistoriesWorkflow(): Promise<ExportResult> {
  const last = ExportResult.safeParse(workflowInfo().lastResult);
  const from = last.success
    ? new Date(Date.parse(last.data.until) - OVERLAP_MS).toISOString()
    : null;
  const until = new Date().toISOString();
  setCurrentDetails(
    `**Exporting closed histories** ${from ? `since ${from}` : 'from the beginning'}`,
  );
  const exported = await call(
    history.exportClosedHistories,
    `Export ${from ? `histories closed since ${from}` : 'all closed histories'}`,
    { from, until },
  );
  setCurrentDetails(`**Exported ${exported} histories** until ${until}`);
  return { until, exported };
}
