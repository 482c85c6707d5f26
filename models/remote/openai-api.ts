import { z } from 'zod';
import { parseJson } from '@fermata/contracts/values';
import type { FunctionCallApi } from './function-call.ts';
import { NO_CALL, REFUSED, RemoteModelError } from './remote-model-error.ts';

const Answer = z.looseObject({
  choices: z.array(
    z.looseObject({
      finish_reason: z.string().nullish(),
      message: z.looseObject({
        refusal: z.string().nullish(),
        tool_calls: z
          .array(
            z.looseObject({
              function: z.looseObject({ name: z.string(), arguments: z.string() }),
            }),
          )
          .nullish(),
      }),
    }),
  ),
});

/** OpenAI and compatible APIs: https://platform.openai.com/docs/api-reference/chat */
export const openaiApi: FunctionCallApi = {
  request: ({ model, key, instruction, text, fn }) => ({
    path: '/chat/completions',
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
    body: {
      model,
      temperature: 0,
      messages: [
        { role: 'system', content: instruction },
        { role: 'user', content: text },
      ],
      tools: [{ type: 'function', function: fn }],
      tool_choice: { type: 'function', function: { name: fn.name } },
    },
  }),

  callIn(given, name) {
    const [first] = Answer.safeParse(given).data?.choices ?? [];
    if (first?.message.refusal || first?.finish_reason === 'content_filter')
      throw new RemoteModelError(REFUSED);
    const call = first?.message.tool_calls?.find((each) => each.function.name === name);
    if (call === undefined) throw new RemoteModelError(NO_CALL);
    return parseJson(call.function.arguments);
  },
};
