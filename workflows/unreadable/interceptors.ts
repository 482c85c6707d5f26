import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import type { WorkflowInterceptors } from '@temporalio/workflow';

/**
 * Removes headers that cannot be read before the tracing interceptors read them: a failure there would
 * fail every later task of the workflow.
 */
export const interceptors = (): WorkflowInterceptors => ({
  inbound: [
    {
      handleSignal: (input, next) => next({ ...input, headers: readable(input.headers) }),
      handleUpdate: (input, next) => next({ ...input, headers: readable(input.headers) }),
      validateUpdate: (input, next) => next({ ...input, headers: readable(input.headers) }),
    },
  ],
});

const readable = (headers: Headers): Headers =>
  Object.fromEntries(
    Object.entries(headers).filter(([, payload]) => {
      try {
        defaultPayloadConverter.fromPayload(payload);
        return true;
      } catch {
        return false;
      }
    }),
  );
