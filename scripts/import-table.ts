import type { IForbiddenRuleType } from 'dependency-cruiser'

/** What one part of `src` may import. Its own files are always allowed. Anything that is not named here is forbidden. */
interface Part {
  /** Name in messages. */
  name: string
  /** Files of the part, as a regular expression on the path from the root. */
  files: string
  /** Other local files it may import, as regular expressions. */
  local: readonly string[]
  /** Node's own modules. */
  node: boolean
  /** Packages of npm, by name. */
  packages: readonly string[]
}

const shared = '^src/shared/'
const resources = '^resources/'
const transport = '^src/renderer/transport/'
const tokens = '^src/renderer/ui/tokens[.]ts$'
const oneFolder = (name: string) => `^src/main/${name}/`

const stride = oneFolder('stride')
const workshop = oneFolder('workshop')
const importFolder = oneFolder('import')
const exportFolder = oneFolder('export')
const store = oneFolder('store')
const app = oneFolder('app')
const http = oneFolder('http')

/**
 * The import table of CONTRIBUTING.md. `shared` runs everywhere, so only packages without a platform are allowed there; the folders of
 * the main process name their libraries, so that a new one is a decision and not an accident.
 */
export const importTable: readonly Part[] = [
  { name: 'shared', files: shared, local: [], node: false, packages: ['zod', '@orpc/contract', 'canonicalize', 'he'] },
  { name: 'main/stride', files: stride, local: [shared, resources], node: true, packages: ['zod', 'yaml'] },
  { name: 'main/workshop', files: workshop, local: [shared], node: true, packages: ['zod'] },
  {
    name: 'main/import',
    files: importFolder,
    local: [shared, resources],
    node: true,
    packages: ['zod', 'mermaid', 'saxes', 'he', 'yaml', 'js-yaml'],
  },
  { name: 'main/export', files: exportFolder, local: [shared, resources], node: true, packages: ['zod', 'papaparse', 'pdfmake', 'pdfkit', 'bidi-js', '@resvg/resvg-wasm'] },
  { name: 'main/store', files: store, local: [shared], node: true, packages: ['zod', 'better-sqlite3'] },
  {
    name: 'main/app',
    files: app,
    local: [shared, resources, stride, workshop, importFolder, exportFolder, store],
    node: true,
    packages: ['zod', 'better-sqlite3', '@orpc/server', '@orpc/contract', 'uuid', 'uqr', '@peculiar/asn1-schema', '@peculiar/asn1-x509'],
  },
  {
    name: 'main/http',
    files: http,
    local: [shared, app],
    node: true,
    packages: ['zod', 'fastify', '@fastify/static', 'ws', '@orpc/server', '@orpc/client', '@orpc/contract'],
  },
  { name: 'main/electron', files: oneFolder('electron'), local: [shared, app, http, '^resources/locales/'], node: true, packages: ['zod', 'electron', '@orpc/server'] },
  { name: 'main/index', files: '^src/main/index[.]ts$', local: [shared, '^src/main/(app|http|electron)/'], node: true, packages: ['zod', 'electron'] },
  { name: 'main/serve', files: '^src/main/serve[.]ts$', local: [shared, '^src/main/(app|http)/'], node: true, packages: ['zod'] },
  {
    name: 'main/cli',
    files: '^src/main/cli(?:[.]ts$|/)',
    local: [shared, resources, '^src/main/(?:stride|workshop|import|export|store|app)/'],
    node: true,
    packages: ['zod', 'commander'],
  },
  {
    name: 'main/worker',
    files: '^src/main/worker[.]ts$',
    local: [shared, resources, '^src/main/(?:stride|import|export|workshop)/', '^src/main/app/(?:context|worker-messages|analysis/project-(?:analyses|templates))[.]ts$', '^src/main/app/register/(?:opened-(?:file|project)|written-register)[.]ts$'],
    node: true,
    packages: ['zod', 'uuid'],
  },
  { name: 'preload', files: '^src/preload/', local: [shared], node: false, packages: ['electron'] },
  { name: 'renderer/transport', files: transport, local: [shared], node: false, packages: ['zod', '@orpc/client', '@orpc/contract'] },
  {
    name: 'renderer/ui',
    files: '^src/renderer/ui/',
    local: [shared, resources],
    node: false,
    packages: ['react', 'react-dom', '@mui/material', '@emotion/react', '@emotion/styled', '@fontsource-variable/inter', 'lucide-react', 'i18next', 'react-i18next'],
  },
  {
    name: 'renderer/workbench',
    files: '^src/renderer/workbench/',
    local: [shared, resources, transport, '^src/renderer/ui/'],
    node: false,
    packages: [
      'zod',
      'uuid',
      'react',
      'react-dom',
      '@mui/material',
      '@emotion/react',
      '@emotion/styled',
      '@fontsource-variable/inter',
      'lucide-react',
      'i18next',
      'react-i18next',
      'wouter',
      'cytoscape',
      'elkjs',
      '@codemirror/commands',
      '@codemirror/lang-yaml',
      '@codemirror/language',
      '@codemirror/lint',
      '@codemirror/search',
      '@codemirror/state',
      '@codemirror/view',
      '@lezer/highlight',
      '@tanstack/react-query',
      '@tanstack/react-table',
      '@tanstack/react-virtual',
      '@orpc/client',
      '@orpc/contract',
    ],
  },
  {
    name: 'renderer/seat',
    files: '^src/renderer/seat/',
    local: [shared, '^resources/locales/', transport, tokens],
    node: false,
    packages: ['preact', '@orpc/client', '@orpc/contract', 'i18next', '@noble/ed25519', '@noble/hashes'],
  },
  { name: 'renderer/ballot', files: '^src/renderer/ballot/', local: [shared, '^resources/locales/'], node: false, packages: ['preact'] },
  { name: 'renderer/verifier', files: '^src/renderer/verifier/', local: [shared, '^resources/locales/', tokens], node: false, packages: ['@noble/ed25519', '@noble/hashes'] },
]

/** A package's files, or those of its types where it ships none itself. */
function packagePattern(name: string): string {
  const typesOf = name.startsWith('@') ? name.slice(1).replace('/', '__') : name
  return `node_modules/(?:${name}|@types/${typesOf})/`
}

/** What the table says, as dependency-cruiser's rules. */
export function importRules(): IForbiddenRuleType[] {
  const perPart = importTable.flatMap((part): IForbiddenRuleType[] => [
    {
      name: `${part.name}: local`,
      severity: 'error',
      from: { path: part.files },
      to: { path: '^(?!.*node_modules/).*[./]', dependencyTypesNot: ['core'], pathNot: [part.files, ...part.local] },
    },
    {
      name: `${part.name}: packages`,
      severity: 'error',
      from: { path: part.files },
      to: { path: 'node_modules/', pathNot: part.packages.map(packagePattern) },
    },
    ...(part.node
      ? []
      : [{ name: `${part.name}: no Node`, severity: 'error', from: { path: part.files }, to: { dependencyTypes: ['core'] } } satisfies IForbiddenRuleType]),
  ])
  return [
    ...perPart,
    { name: 'not in the table', severity: 'error', from: { path: '^src/', pathNot: importTable.map((part) => part.files) }, to: {} },
    { name: 'not found', severity: 'error', from: { path: '^src/' }, to: { couldNotResolve: true } },
    { name: 'cycle', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    {
      name: 'renderer/ballot: domain as types only',
      comment: 'The domain brings zod, which would be half of each ballot file.',
      severity: 'error',
      from: { path: '^src/renderer/ballot/' },
      to: { path: '^src/shared/(?:domain|contract)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'renderer/seat: contract as types only',
      comment: 'The contract brings zod, which phones need not fetch.',
      severity: 'error',
      from: { path: '^src/renderer/seat/' },
      to: { path: '^src/shared/contract/', dependencyTypesNot: ['type-only'] },
    },
  ]
}
