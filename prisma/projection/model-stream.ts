import { deriveId, type NamedModel } from '@fermata/contracts/values';

/** The stream of a version of a model in a project: a name may have characters that a stream's id has not. */
export const modelStream = (projectId: string, { name, version }: NamedModel): string =>
  `model/${deriveId('mdl', projectId, name, version)}`;
