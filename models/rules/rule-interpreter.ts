import { interpretBrief, reviseIntent } from '@fermata/music';
import type { Interpreter } from '../interpreter.ts';

/** Word lists and grammar rules; no model. */
export const ruleInterpreter: Interpreter = {
  interpret: (brief, loopTempoBpm) => Promise.resolve(interpretBrief(brief, loopTempoBpm)),
  revise: (intent, note, remake) => Promise.resolve(reviseIntent(intent, note, remake)),
};
