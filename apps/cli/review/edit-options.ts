import { z } from 'zod';
import { Edit, formatIssues, parseJson, parseKey } from '@fermata/contracts/values';

/** Without spaces, commas and colons, except in quotes. */
const WORD = /(?:[^\s,:"]|"[^"]*")+/gu;

/** `tempo bpm=90`, `level part=drums db=-3`, `key key=F#m`, `instrument part=lead instrument="electric piano"`. */
const EditText = z.string().transform((text, context) => {
  const [op = '', ...pairs] = (text.match(WORD) ?? []).map((word) => word.replaceAll('"', ''));
  const fields = pairs.map((pair): [string, unknown] => {
    const at = pair.indexOf('=');
    return at < 0
      ? [pair, '']
      : [pair.slice(0, at), valueOf(pair.slice(0, at), pair.slice(at + 1))];
  });
  return parsedEdit({ op, ...Object.fromEntries(fields) }, text, context);
});

function valueOf(name: string, text: string): unknown {
  if (/^-?\d+(?:\.\d+)?$/u.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return name === 'key' ? (parseKey(text.replaceAll('_', ' ')) ?? text) : text;
}

/** An edit, or a list of edits, as JSON. */
const EditJson = z.string().transform((text, context): Edit[] => {
  const value = parseJson(text);
  if (value === undefined) {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
  return (Array.isArray(value) ? value : [value]).map((each) => parsedEdit(each, text, context));
});

function parsedEdit(value: unknown, text: string, context: z.RefinementCtx): Edit {
  const parsed = Edit.safeParse(value);
  if (parsed.success) return parsed.data;
  context.addIssue({
    code: 'custom',
    message: `must be an edit, not "${text}": ${formatIssues(parsed.error)}`,
  });
  return z.NEVER;
}

/** The options `--op` and `--edit` of commands that take edits; each may be repeated. */
export const EditOptions = z.object({
  op: z.array(EditText).default([]),
  edit: z.array(EditJson).default([]),
});

export const editsOf = ({ op, edit }: z.output<typeof EditOptions>): Edit[] => [
  ...op,
  ...edit.flat(),
];

/** Collects the values of an option that may be repeated. */
export const repeated = (value: string, before: readonly string[] = []): string[] => [
  ...before,
  value,
];
