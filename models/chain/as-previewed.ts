import { Brief, canonicalJson, type Intent } from '@fermata/contracts/values';
import type { Interpreter } from '../interpreter.ts';

/**
 * The brief of a track from a preview has the preview's interpretation in its fields, which nobody has asked for. As
 * long as the text gives the same, the intent says where they come from; otherwise the preview decides.
 */
export const asPreviewed = (interpreter: Interpreter): Interpreter => ({
  ...interpreter,
  async interpret(brief, ...context) {
    const fields = brief.preview?.interpreted ?? [];
    if (fields.length === 0) return interpreter.interpret(brief, ...context);
    const free = await interpreter.interpret(withoutFields(brief, fields), ...context);
    return isSame(free, brief, fields) ? free : interpreter.interpret(brief, ...context);
  },
});

const withoutFields = (brief: Brief, fields: readonly PreviewedField[]): Brief =>
  Brief.parse(
    Object.fromEntries(
      Object.entries(brief).filter(([name]) => !fields.some((field) => field === name)),
    ),
  );

type PreviewedField = NonNullable<NonNullable<Brief['preview']>['interpreted']>[number];

const isSame = (intent: Intent, brief: Brief, fields: readonly PreviewedField[]): boolean =>
  fields.every((field) => canonicalJson(intent[field]) === canonicalJson(brief[field]));
