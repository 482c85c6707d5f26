import { cleanText, parseJson, PartnerWebhook, plainErrorMap } from '@fermata/contracts/values';
import { findDuplicateName } from '../json/find-duplicate-name.ts';

const MAX_ISSUES = 3;
const MAX_LENGTH = 500;

/** `unreadable`: why it does not match the contract, in one sentence: the fields, and the values allowed there. */
export type ReadWebhook = { readonly webhook: PartnerWebhook } | { readonly unreadable: string };

/** Reads the text that a partner has signed. docs/partner-api.md is the contract. */
export function readWebhook(body: string): ReadWebhook {
  const value = parseJson(body);
  if (value === undefined) return { unreadable: 'the body is not valid JSON' };
  const issue = nameIssue(body);
  if (issue !== null) return { unreadable: issue };
  const parsed = PartnerWebhook.safeParse(value, { error: plainErrorMap });
  if (parsed.success) return { webhook: parsed.data };
  const { issues } = parsed.error;
  const named = issues
    .slice(0, MAX_ISSUES)
    .map(({ path, message }) => `${['body', ...path].map(String).join('.')}: ${message}`);
  const others = issues.length - named.length;
  const sentence = [...named, ...(others > 0 ? [`${others} more`] : [])].join('; ');
  return { unreadable: cleanText(sentence, MAX_LENGTH) };
}

/** Parsers differ in which of two values of the same name they keep. */
function nameIssue(json: string): string | null {
  try {
    const path = findDuplicateName(json);
    return path === null ? null : cleanText(`body.${path}: appears twice`, MAX_LENGTH);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return `the body has ${error.message}`;
  }
}
