import type { LanguageModelSettings } from '@fermata/contracts/settings';
import { ModelCircuit } from '@fermata/domain/model';
import { openRemoteModel, RemoteModelError } from '@fermata/models';
import { postPinned } from '@fermata/partners';
import type { LanguageModel } from './language-model-reader.ts';

/** Of an answer, which is a call with short arguments. */
const MAX_BYTES = 256 * 1024;

/** The configured language model, over connections to checked addresses. */
export const openLanguageModel = (settings: LanguageModelSettings): LanguageModel => ({
  settings,
  circuit: new ModelCircuit((error) => error instanceof RemoteModelError),
  remote: openRemoteModel(settings, (request) =>
    postPinned(request, { allowedHosts: settings.allowedHosts, maxBytes: MAX_BYTES }),
  ),
});
