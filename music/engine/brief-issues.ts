import { trackFieldIssues } from '@fermata/contracts/values';
import { styleMetreIssue } from '../styles/style-metre-issue.ts';
import { styleAlternateIssue } from './style-alternate-issue.ts';

/**
 * Why no track can be made of the brief as it is, as paths and messages: fields contradict each other, or the chosen
 * style does not play the metre or has no such alternate. Without a chosen style, the intent names the metre in place
 * of the wish, and each version the alternates that it omits.
 */
export function briefIssues(
  request: Parameters<typeof trackFieldIssues>[0],
): ReturnType<typeof trackFieldIssues> {
  const { brief, alternates = [] } = request;
  const { style, metre } = brief;
  const issues = trackFieldIssues(request);
  if (style === undefined) return issues;
  for (const [index, alternate] of alternates.entries()) {
    const message = styleAlternateIssue(alternate, style);
    if (message !== null) issues.push({ path: ['alternates', index], message });
  }
  const message = metre ? styleMetreIssue(metre, style) : null;
  if (message !== null) issues.push({ path: ['brief', 'metre'], message });
  return issues;
}
