import type { ModelChoice, NamedModel } from '@fermata/contracts/values';

/** Whether a model may read the brief, by the decisions of its project. */
export type ChooseModel = (model: NamedModel) => ModelChoice;
