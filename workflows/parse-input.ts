import { ApplicationFailure } from '@temporalio/workflow';
import type { z } from 'zod';
import { formatIssues } from '@fermata/contracts/values';

/**
 * The input of a workflow. Throws a failure that ends the workflow `name`; input that was sealed with another key
 * arrives as undefined.
 */
export function parseInput<T extends z.ZodType>(
  name: string,
  schema: T,
  input: unknown,
): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw ApplicationFailure.nonRetryable(`${name}: ${formatIssues(parsed.error)}`, 'BadInputError');
}
