import type { z } from 'zod';

/** What is wrong with a value, in one line: `path message; path message`. What is wrong with the whole value comes without a path. */
export const formatIssues = (error: z.ZodError): string =>
  error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')} ${message}` : message))
    .join('; ');
