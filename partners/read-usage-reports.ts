import { z } from 'zod';
import { cleanText, formatIssues, PartnerReference } from '@fermata/contracts/values';
import type { UsagePage } from './partner-adapter.ts';

/** The lines of a report. */
const MAX_LINES = 10_000;
/** Maximum number of broken reports of a page in the inbox. */
const MAX_ISSUES = 10;

/** Unknown fields are ignored; the lines are checked like those of a webhook. */
const Report = z.object({
  reference: PartnerReference,
  lines: z.array(z.unknown()).min(1).max(MAX_LINES),
});

/** The reports of a page that match the contract, and why others do not. `page`: its name, for people. */
export function readUsageReports(
  values: readonly unknown[],
  page: string,
): Pick<UsagePage, 'reports' | 'issues'> {
  const reports: UsagePage['reports'][number][] = [];
  const broken: string[] = [];
  for (const [index, value] of values.entries()) {
    const parsed = Report.safeParse(value);
    if (parsed.success) {
      const { reference: partnerReference, lines } = parsed.data;
      reports.push({ partnerReference, lines });
    } else broken.push(cleanText(`${page}: reports.${index}: ${formatIssues(parsed.error)}`, 500));
  }
  const others = broken.length - MAX_ISSUES;
  const issues = [
    ...broken.slice(0, MAX_ISSUES),
    ...(others > 0 ? [`${page}: ${others} more reports do not match the contract`] : []),
  ];
  return { reports, issues };
}
