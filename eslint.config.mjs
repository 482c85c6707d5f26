// Type-aware rules for all TypeScript; layout belongs to Prettier, but for the width of strings and comments.
import js from '@eslint/js';
import stylistic from '@stylistic/eslint-plugin';
import perfectionist from 'eslint-plugin-perfectionist';
import tseslint from 'typescript-eslint';

/** A regular expression with words, or a word of a text that is compared with one in the code. */
const WORDS_IN_CODE = [
  'Literal[regex.pattern=/(?:^|[^\\\\p{=<\\w])\\p{L}{2,}/u]',
  'BinaryExpression[left.property.name=/^words?$/] > Literal.right',
  'BinaryExpression[left.property.property.name=/^words?$/] > Literal.right',
  'CallExpression[callee.property.name=/^(?:has|includes|test)$/]' +
    ' > MemberExpression.arguments[property.name=/^words?$/]',
];

const STYLE_TABLES = 'music/styles/*/{notes,substyles/*}.ts';

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/generated/**',
      '**/node_modules/**',
      'test/golden/**',
      '.fermata/**',
    ],
  },
  js.configs.recommended,
  {
    plugins: { '@stylistic': stylistic, perfectionist },
    rules: {
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
      '@stylistic/max-len': ['error', { code: 120, ignoreUrls: true, ignoreRegExpLiterals: true }],
      'perfectionist/sort-imports': [
        'error',
        {
          type: 'natural',
          ignoreCase: true,
          newlinesBetween: 0,
          internalPattern: ['^@fermata/.+'],
          groups: [
            'builtin',
            'external',
            'internal',
            ['parent', 'sibling', 'index'],
            'side-effect',
          ],
        },
      ],
      'object-shorthand': ['error', 'properties'],
      'perfectionist/sort-named-imports': ['error', { type: 'natural', ignoreCase: true }],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: './tsconfig.eslint.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // A port's method is async although one adapter answers at once.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: {
      // Matchers such as expect.any() are of type any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: {
      globals: {
        ...Object.fromEntries(
          [
            ...['process', 'console', 'module', 'require', 'URL', 'Buffer', 'performance'],
            ...['setTimeout', 'setInterval', 'clearInterval'],
          ].map((name) => [name, 'readonly']),
        ),
      },
    },
  },
  {
    files: ['music/interpret/{note,reading}/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...WORDS_IN_CODE.map((selector) => ({
          selector,
          message:
            'Words are in words/languages/, where a translator edits them: use a meaning or a marker.',
        })),
      ],
    },
  },
  { files: [STYLE_TABLES], rules: { '@stylistic/max-len': 'off' } },
);
