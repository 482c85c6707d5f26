import { z } from 'zod';
import type { FunctionCallApi } from './function-call.ts';
import { NO_CALL, RemoteModelError } from './remote-model-error.ts';

const Answer = z.looseObject({
  message: z.looseObject({
    tool_calls: z
      .array(
        z.looseObject({ function: z.looseObject({ name: z.string(), arguments: z.unknown() }) }),
      )
      .nullish(),
  }),
});

/** Ollama: https://github.com/ollama/ollama/blob/main/docs/api.md */
export const ollamaApi: FunctionCallApi = {
  request: ({ model, key, instruction, text, fn }) => ({
    path: '/api/chat',
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
    body: {
      model,
      stream: false,
      options: { temperature: 0 },
      messages: [
        { role: 'system', content: instruction },
        { role: 'user', content: text },
      ],
      tools: [{ type: 'function', function: fn }],
    },
  }),

  callIn(given, name) {
    const answer = Answer.safeParse(given).data;
    const call = answer?.message.tool_calls?.find((each) => each.function.name === name);
    if (call === undefined) throw new RemoteModelError(NO_CALL);
    return call.function.arguments;
  },
};
