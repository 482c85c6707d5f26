import { type ModelChoice, modelIdOf, type NamedModel } from '@fermata/contracts/values';

/** Whether a model may read a text, by the decisions of its project. */
export type ChooseModel = (model: NamedModel) => ModelChoice;

/** By choices that were made before. Undefined without any: then every model is used. */
export const chooserAmong = (choices: readonly ModelChoice[]): ChooseModel | undefined =>
  choices.length === 0
    ? undefined
    : ({ name, version }) =>
        choices.find((choice) => modelIdOf(choice) === modelIdOf({ name, version })) ?? {
          ...{ name, version, used: false, reason: 'is not registered' },
        };
