import { cleanText, formatIssues, parseJson } from '@fermata/contracts/values';
import type { SalesPage, SalesRequest } from '../partner-adapter.ts';
import { PartnerRequestError } from '../partner-request-error.ts';
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
  if (name === undefined) return { reports: [], nextCursor: null };
  const path = `${FOLDERS.sales}/${name}`;
  const text = new TextDecoder().decode(await folder.read(path, SALES_FILE_MAX_BYTES));
  const parsed = SalesFile.safeParse(parseJson(text));
  if (!parsed.success)
    throw new PartnerRequestError({
      kind: 'bad-answer',
      detail: cleanText(`${path} does not match the contract: ${formatIssues(parsed.error)}`, 500),
    });
  return {
    reports: parsed.data.reports.map(({ reference, lines }) => ({
      partnerReference: reference,
      lines,
    })),
    nextCursor: next === undefined ? null : name,
  };
}
