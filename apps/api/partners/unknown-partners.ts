/** An issue for each partner that a release of the project may not name. `path`: of the list in the body. */
export const unknownPartners = (
  partners: readonly string[],
  known: readonly string[],
  path: string,
): { path: string; message: string }[] =>
  partners.flatMap((partner, index) =>
    known.includes(partner)
      ? []
      : [
          {
            path: `${path}.${index}`,
            message: `there is no partner "${partner}"; there are: ${known.join(', ') || 'none'}`,
          },
        ],
  );
