import { z } from 'zod';
import type { FunctionCallApi } from './function-call.ts';
import { NO_CALL, REFUSED, RemoteModelError } from './remote-model-error.ts';

const Part = z.looseObject({
  functionCall: z.looseObject({ name: z.string(), args: z.unknown() }).optional(),
});
const Answer = z.looseObject({
  promptFeedback: z.looseObject({ blockReason: z.string().optional() }).optional(),
  candidates: z
    .array(
      z.looseObject({
        finishReason: z.string().optional(),
        content: z.looseObject({ parts: z.array(Part).default([]) }).optional(),
      }),
    )
    .default([]),
});
const ENDED = new Set(['STOP', 'FINISH_REASON_UNSPECIFIED']);

/** Gemini: https://ai.google.dev/api/generate-content */
export const geminiApi: FunctionCallApi = {
  request: ({ model, key, instruction, text, fn }) => ({
    path: `/models/${encodeURIComponent(model)}:generateContent`,
    headers: key === undefined ? {} : { 'x-goog-api-key': key },
    body: {
      systemInstruction: { parts: [{ text: instruction }] },
      contents: [{ role: 'user', parts: [{ text }] }],
      tools: [{ functionDeclarations: [fn] }],
      toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: [fn.name] } },
      generationConfig: { temperature: 0 },
    },
  }),

  callIn(given, name) {
    const answer = Answer.safeParse(given).data;
    if (answer?.promptFeedback?.blockReason !== undefined) throw new RemoteModelError(REFUSED);
    const [first] = answer?.candidates ?? [];
    const call = first?.content?.parts.find((part) => part.functionCall?.name === name);
    if (call?.functionCall) return call.functionCall.args;
    throw new RemoteModelError(
      first?.finishReason !== undefined && !ENDED.has(first.finishReason) ? REFUSED : NO_CALL,
    );
  },
};
