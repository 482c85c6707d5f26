import { z } from 'zod';
import { Edit } from '@fermata/contracts/values';

const Quote = z.string().min(1).max(400);

/** Quotes of the note, each with the fields of one edit. */
function saidEdits({ shape: { op: _op, ...fields } }: (typeof Edit.options)[number]) {
  return z
    .array(z.object({ quote: Quote, ...fields }))
    .max(20)
    .optional();
}

/** The arguments of the function: for each edit the words of the note that ask for it. */
export const ReadEdits = z.object(
  Object.fromEntries(Edit.options.map((option) => [option.shape.op.value, saidEdits(option)])),
);

export type ReadEdits = z.infer<typeof ReadEdits>;

/** An edit with the words that a model quotes for it. */
export interface SaidEdit {
  readonly quote: string;
  readonly edit: Edit;
}

export const editsIn = (answer: ReadEdits): SaidEdit[] =>
  Object.entries(answer).flatMap(([op, found = []]) =>
    found.flatMap(({ quote, ...fields }) => {
      const edit = Edit.safeParse({ op, ...fields });
      return edit.success ? [{ quote, edit: edit.data }] : [];
    }),
  );
