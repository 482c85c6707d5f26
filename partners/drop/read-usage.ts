import { cleanText, formatIssues, parseJson } from '@fermata/contracts/values';
import type { UsagePage, UsageRequest } from '../partner-adapter.ts';
import { PartnerRequestError } from '../partner-request-error.ts';
import { readUsageReports } from '../read-usage-reports.ts';
import type { DropFolder } from './drop-folder.ts';
import { isUsageName } from './names.ts';
import { FOLDERS, USAGE_FILE_MAX_BYTES, UsageFile } from './wire.ts';

/** The next file with usage of the period. The cursor is the name of the file before. */
export async function readUsage(
  folder: DropFolder,
  { period, cursor }: UsageRequest,
): Promise<UsagePage> {
  const listed = await folder.list(FOLDERS.usage, `${period}.`);
  const names = listed.flatMap(({ name }) => (isUsageName(name) ? [name] : []));
  const [name, next] = cursor === null ? names : names.filter((each) => each > cursor);
  if (name === undefined) return { reports: [], issues: [], nextCursor: null };
  const content = await readReports(folder, `${FOLDERS.usage}/${name}`);
  return { ...content, nextCursor: next === undefined ? null : name };
}

/** A file that is too large or breaks the contract does not block later ones. */
async function readReports(
  folder: DropFolder,
  path: string,
): Promise<Pick<UsagePage, 'reports' | 'issues'>> {
  const unread = (issue: string) => ({ reports: [], issues: [cleanText(issue, 500)] });
  try {
    const text = new TextDecoder().decode(await folder.read(path, USAGE_FILE_MAX_BYTES));
    const parsed = UsageFile.safeParse(parseJson(text));
    return parsed.success
      ? readUsageReports(parsed.data.reports, path)
      : unread(`${path} does not match the contract: ${formatIssues(parsed.error)}`);
  } catch (error) {
    if (!(error instanceof PartnerRequestError) || error.failure.kind !== 'bad-answer') throw error;
    return unread(error.failure.detail);
  }
}
