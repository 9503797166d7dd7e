import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  // The build, which runs beside lint in `npm test`, keeps the last of them here for a moment.
  { ignores: ['out/', 'node_modules/', 'test-results/', 'playwright-report/', 'electron.vite.config.*.mjs'] },
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'No default exports: a name is part of the interface.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
      ],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-console': 'error',
    },
  },
  { files: ['src/main/cli.ts', 'src/main/serve.ts', 'src/main/index.ts', 'scripts/**'], rules: { 'no-console': 'off' } },
  { files: ['src/renderer/**/*.tsx', 'src/renderer/**/*.ts'], ...reactHooks.configs.flat.recommended },
  // Says what React's compiler would skip; the build doesn't use that compiler.
  { files: ['src/renderer/**/*.tsx', 'src/renderer/**/*.ts'], rules: { 'react-hooks/incompatible-library': 'off' } },
  { files: ['*.config.ts', '*.config.js', '.dependency-cruiser.*'], rules: { 'no-restricted-syntax': 'off' } },
)
