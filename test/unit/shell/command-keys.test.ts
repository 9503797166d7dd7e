import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { placeKeys } from '../../../src/renderer/workbench/threats/place.ts'

const folder = resolve(import.meta.dirname, '../../../src/renderer/workbench')
const frame = 'shell/ProjectFrame.tsx'
const room = 'workshop/network/RoomDoor.tsx'
const register = [frame, 'register/RegisterStage.tsx']
const threats = [frame, 'threats/ThreatsPlaces.tsx']

/** The files whose commands are offered at the same time; `#name` takes one function of a file that has those of several views. */
const views: Readonly<Record<string, readonly string[]>> = {
  library: ['projects/Library.tsx'],
  model: [frame, ...['useModelCommands.ts', 'layout/ArrangeButton.tsx', 'view/useViewCommands.ts', 'diagrams/useDiagramCommands.ts'].map((file) => `model/${file}`), 'blueprints/useBlueprints.tsx'],
  triage: [...threats, 'threats/ThreatsStage.tsx'],
  questions: [...threats, 'threats/questions/QuestionsView.tsx'],
  coverage: [...threats, 'threats/coverage/CoverageView.tsx'],
  changes: [frame, 'changes/ChangesView.tsx'],
  lobby: [frame, room, 'workshop/Lobby.tsx', 'workshop/entry/EntryTools.tsx'],
  'before the meeting': [frame, room, 'workshop/BeforeMeeting.tsx'],
  desk: [frame, room, 'workshop/desk/useRoomCommands.ts', 'workshop/entry/EntryTools.tsx'],
  walk: [frame, room, 'workshop/desk/useModeCommands.ts#useWalkCommands', 'workshop/entry/EntryTools.tsx'],
  inbox: [frame, room, 'workshop/desk/useModeCommands.ts#useInboxCommands', 'workshop/entry/EntryTools.tsx'],
  summary: [frame, 'workshop/after/ThreatRows.tsx'],
  replay: [frame, 'workshop/after/useReplay.ts'],
  'register: threats': [...register, 'register/grid/RegisterThreats.tsx'],
  'register: mitigations': [...register, 'register/mitigations/RegisterMitigations.tsx'],
  'register: revisions': [...register, 'register/revisions/Revisions.tsx'],
  rules: [frame, 'rules/RuleBrowser.tsx'],
  'one pack': [frame, 'rules/RuleEditor.tsx'],
}

/** Two commands that may share a key, because one can not be run where the other can, or the view means to take it from the whole app. */
const takeTurns: readonly (readonly [string, string, string])[] = [
  ['enter', 'confirm-connect', 'rename-part'],
  ['x', 'skip', 'done-practice'],
  ['?', 'keys', 'pass'],
  ['?', 'keys', 'answer-unknown'],
  // The frame leaves the places of the threats to their own stage while that is open.
  ...Object.values(placeKeys).map((key) => [key, 'place-${place}', 'place-${name}'] as const),
]

/** Keys that are put together where they are used, by their expression. */
const madeKeys: Readonly<Record<string, readonly string[]>> = {
  'placeKeys[place]': Object.values(placeKeys),
  'placeKeys[name]': Object.values(placeKeys),
  'keyOfKind[kind]': ['p', 's', 'e', 'b'],
  '`arrow${way}`': ['up', 'down', 'left', 'right'].map((way) => `arrow${way}`),
  '`shift+arrow${way}`': ['up', 'down', 'left', 'right'].map((way) => `shift+arrow${way}`),
  '`${index + 1}`': ['1', '2', '3', '4', '5'],
  '`alt+${index + 1}`': ['1', '2', '3', '4', '5'].map((digit) => `alt+${digit}`),
  'String(place + 1)': ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
}

interface Keyed {
  id: string
  key: string
}

function found<T>(node: ts.Node, take: (node: ts.Node) => T | undefined): T[] {
  const own = take(node)
  const below: T[] = []
  node.forEachChild((child) => void below.push(...found(child, take)))
  return own === undefined ? below : [own, ...below]
}

/** The keys that an expression gives: of a list, or of one key. Throws where it is of a kind that this test does not know yet. */
function keysOf(expression: ts.Expression, source: ts.SourceFile): readonly string[] {
  if (ts.isStringLiteral(expression)) return [expression.text]
  if (ts.isArrayLiteralExpression(expression)) return expression.elements.flatMap((element) => keysOf(element, source))
  const text = expression.getText(source)
  const [constant] = ts.isIdentifier(expression)
    ? found(source, (node) => (ts.isVariableDeclaration(node) && node.name.getText(source) === text && node.initializer && ts.isArrayLiteralExpression(node.initializer) ? node.initializer : undefined))
    : []
  if (constant) return keysOf(constant, source)
  const made = madeKeys[text]
  if (made === undefined) throw new Error(`${source.fileName}: which keys are ${text}? Say so in madeKeys.`)
  return made
}

const helpers = ['deskCommand', 'command', 'edit']

/** The id and the keys of a command: written as an object, or by a helper that takes id, label and keys. */
function commandAt(node: ts.Node, source: ts.SourceFile): Keyed[] | undefined {
  const named = (name: string) => (ts.isObjectLiteralExpression(node) ? node.properties.find((property) => ts.isPropertyAssignment(property) && property.name.getText(source) === name) : undefined)
  const [id, keys] = [named('id'), named('keys')]
  const pair = id && keys && ts.isPropertyAssignment(id) && ts.isPropertyAssignment(keys) ? ([id.initializer, keys.initializer] as const) : byHelper(node, source)
  // What a helper itself makes of its parameters.
  if (pair === undefined || /^\[?key\]?$/.test(pair[1].getText(source))) return undefined
  return keysOf(pair[1], source).map((key) => ({ id: pair[0].getText(source).replace(/^['`]|['`]$/g, ''), key }))
}

function byHelper(node: ts.Node, source: ts.SourceFile): readonly [ts.Expression, ts.Expression] | undefined {
  if (!ts.isCallExpression(node) || !helpers.includes(node.expression.getText(source))) return undefined
  const [id, , keys] = node.arguments
  return id && keys ? [id, keys] : undefined
}

function commandsIn(place: string): Keyed[] {
  const [file = '', name] = place.split('#')
  const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.ESNext, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
  const within = name === undefined ? source : source.statements.find((statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === name)
  if (!within) throw new Error(`${file} has no function ${String(name)}`)
  return found(within, (node) => commandAt(node, source)).flat()
}

function shared(commands: readonly Keyed[]): string[] {
  const mayShare = (key: string, ids: readonly string[]) => takeTurns.some(([turn, one, other]) => turn === key && ids.length === 2 && ids.includes(one) && ids.includes(other))
  const keys = [...new Set(commands.map(({ key }) => key))]
  return keys
    .map((key) => ({ key, ids: commands.filter((command) => command.key === key).map(({ id }) => id) }))
    .filter(({ key, ids }) => ids.length > 1 && !mayShare(key, ids))
    .map(({ key, ids }) => `${key}: ${ids.join(', ')}`)
}

describe('keys of a view', () => {
  test.each(Object.entries(views))('%s: no two commands have the same', (_view, places) => {
    const commands = places.flatMap(commandsIn)
    expect(commands.length).toBeGreaterThan(0)
    expect(shared(commands)).toEqual([])
  })

  test('two that do are found', () => {
    expect(shared([{ id: 'rename-part', key: 'enter' }, { id: 'confirm-connect', key: 'enter' }, { id: 'open', key: 'o' }])).toEqual([])
    expect(shared([{ id: 'outline', key: 'o' }, { id: 'open', key: 'o' }])).toEqual(['o: outline, open'])
  })

  test('every file that offers commands belongs to a view', () => {
    const placed = new Set(Object.values(views).flat().map((place) => place.split('#')[0]))
    const offering = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && file !== 'shell/commands.tsx')
      .filter((file) => /\buseCommands\(/.test(readFileSync(join(folder, file), 'utf8')))
    expect(offering.filter((file) => !placed.has(file))).toEqual([])
  })
})
