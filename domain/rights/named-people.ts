import type { PolicyQuestion, Understanding } from '@fermata/contracts/values';

/** The persons, bands and works that a brief names, and those that the title names, too, for the policy. */
export function namedPeople(
  understanding: Understanding,
  title: string,
): Pick<PolicyQuestion, 'namedPeople' | 'peopleInTitle'> {
  const named = understanding.flatMap(({ field, quote, value }) =>
    field === 'person' ? [value ?? quote] : [],
  );
  const inTitle = named.filter((name) => ` ${folded(title)} `.includes(` ${folded(name)} `));
  return {
    ...(named.length > 0 ? { namedPeople: named } : {}),
    ...(inTitle.length > 0 ? { peopleInTitle: inTitle } : {}),
  };
}

/** Words in lower case, without accents and marks. */
const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
