import { type z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings that `schema` reads from an environment. An empty variable counts as unset.
 * Throws one Error with a sentence for each invalid variable; its message contains no value.
 */
export function parseSettings<T extends z.ZodType>(schema: T, env: Environment): z.output<T> {
  const parsed = schema.safeParse(withoutEmpty(env));
  if (parsed.success) return parsed.data;
  throw new Error(settingsIssues(parsed.error).join('\n'));
}

/** One sentence for each invalid variable. Each sentence starts with the variable's name. */
export const settingsIssues = (error: z.ZodError): string[] => [
  ...new Set(
    error.issues.map(({ path, message }) => {
      const variable = path.map(String).join('.');
      return message.includes(variable) ? message : `${variable} ${message}`;
    }),
  ),
];

export const withoutEmpty = (env: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
    ),
  );
