import { cleanText, formatIssues, parseJson } from '@fermata/contracts/values';
import type { SalesPage, SalesRequest } from '../partner-adapter.ts';
import { PartnerRequestError } from '../partner-request-error.ts';
import { readSalesReports } from '../read-sales-reports.ts';
import type { DropFolder } from './drop-folder.ts';
import { isSalesName } from './names.ts';
import { FOLDERS, SALES_FILE_MAX_BYTES, SalesFile } from './wire.ts';

/** The next file with sales of the period. The cursor is the name of the file before. */
export async function readSales(
  folder: DropFolder,
  { period, cursor }: SalesRequest,
): Promise<SalesPage> {
  const listed = await folder.list(FOLDERS.sales, `${period}.`);
  const names = listed.flatMap(({ name }) => (isSalesName(name) ? [name] : []));
  const [name, next] = cursor === null ? names : names.filter((each) => each > cursor);
  if (name === undefined) return { reports: [], issues: [], nextCursor: null };
  const content = await readReports(folder, `${FOLDERS.sales}/${name}`);
  return { ...content, nextCursor: next === undefined ? null : name };
}

/** A file that is too large or breaks the contract keeps back no later one. */
async function readReports(
  folder: DropFolder,
  path: string,
): Promise<Pick<SalesPage, 'reports' | 'issues'>> {
  const unread = (issue: string) => ({ reports: [], issues: [cleanText(issue, 500)] });
  try {
    const text = new TextDecoder().decode(await folder.read(path, SALES_FILE_MAX_BYTES));
    const parsed = SalesFile.safeParse(parseJson(text));
    return parsed.success
      ? readSalesReports(parsed.data.reports, path)
      : unread(`${path} does not match the contract: ${formatIssues(parsed.error)}`);
  } catch (error) {
    if (!(error instanceof PartnerRequestError) || error.failure.kind !== 'bad-answer') throw error;
    return unread(error.failure.detail);
  }
}
